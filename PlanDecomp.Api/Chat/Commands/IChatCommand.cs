using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary>A slash command: always understood the same way, whatever reads the rest of the chat.</summary>
internal interface IChatCommand
{
    /// <summary>What it is called, without the slash: English first, then Chinese.</summary>
    (string English, string Chinese) Name { get; }

    /// <summary>Further names.</summary>
    IReadOnlyList<string> Aliases => [];

    CommandGroup Group { get; }

    /// <summary>Its line in the help: what may follow it, and what it does.</summary>
    (string Argument, string Meaning) Help(ReplyLanguage language);

    /// <param name="turn">The reply.</param>
    /// <param name="argument">What follows the name, trimmed; may be empty.</param>
    /// <param name="ct">Cancels the call.</param>
    Task RunAsync(ChatTurn turn, string argument, CancellationToken ct);
}

/// <summary>Commands that stand together in the help, in its order.</summary>
internal enum CommandGroup
{
    Plans,
    Work,
    Change,
    History,
    Files,
    Help,
}
