using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Contracts.Chat;

/// <summary>A slash command of the chat. Either language's name is understood, whatever language is spoken.</summary>
public sealed record ChatCommand
{
    /// <summary>What it is called, without its slash.</summary>
    public required Text Name { get; init; }

    /// <summary>Further names, in any language.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What may follow it: "[plan or task] [-- hint]"; empty when nothing does.</summary>
    public Text Arguments { get; init; } = new("", "");

    /// <summary>What it does: "breaks a plan or a task down".</summary>
    public required Text Meaning { get; init; }

    public required ChatCommandGroup Group { get; init; }

    /// <summary>It means nothing alone.</summary>
    public bool NeedsArguments { get; init; }
}

/// <summary>Commands that stand together in the help, in its order.</summary>
public enum ChatCommandGroup
{
    Plans,
    Work,
    Change,
    History,
    Files,
    Help,
}

/// <summary>All commands, in the order of the help.</summary>
public sealed record ChatCommandList(IReadOnlyList<ChatCommand> Commands);
