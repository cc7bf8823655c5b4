using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Contracts.Operations;

/// <summary>What an operation is called, wherever people read of it.</summary>
public sealed record OperationWords
{
    /// <summary>On buttons and in lists: "Estimate effort".</summary>
    public required Text Title { get; init; }

    /// <summary>While it is at work, before the name of what it works on: "Estimating".</summary>
    public required Text Doing { get; init; }

    /// <summary>Once it is done, before the same name: "Estimated".</summary>
    public required Text Done { get; init; }

    /// <summary>What it makes, as a draft is called: "estimate".</summary>
    public required Text Thing { get; init; }

    /// <summary>What will happen, in a sentence.</summary>
    public required Text Help { get; init; }

    /// <summary>The same of a task, where it differs.</summary>
    public Text? HelpOfTask { get; init; }

    /// <summary>Why it fails where there is nothing for it to work on, as a sentence; null for one that always finds something.</summary>
    public Text? NothingToDo { get; init; }

    public Text HelpFor(bool ofTask) => ofTask && HelpOfTask is { } words ? words : Help;
}

/// <summary>How an operation is asked for in the chat, and what is answered.</summary>
public sealed record OperationSpeech
{
    /// <summary>The slash command, without its slash.</summary>
    public required Text Command { get; init; }

    /// <summary>Further names of the command, in any language.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What may follow the command: "[plan or task] [-- hint]".</summary>
    public required Text Arguments { get; init; }

    /// <summary>What the command does, as its line in the help says it.</summary>
    public required Text Meaning { get; init; }

    /// <summary>What it is doing, behind "I am": <c>{0}</c> is the target, <c>{1}</c> what its parameters add.</summary>
    public required Text Starting { get; init; }

    /// <summary>What is asked when it is for a task, or several, and those are not named: <c>{0}</c> is the plan. Null for one that takes a whole plan.</summary>
    public Text? WhichTask { get; init; }

    /// <summary>What a language model is told of it: a few words, without a full stop.</summary>
    public required string ForModel { get; init; }

    /// <summary>
    /// How people ask for it: patterns (.NET, case-insensitive) for the whole message. <c>{en}</c> and <c>{zh}</c> stand for the name of a plan or a
    /// task; the group <c>what</c> holds the target, further groups the parameters: <c>hint</c>, <c>language</c>, <c>into</c>, <c>tasks</c>.
    /// </summary>
    public required IReadOnlyList<string> Asks { get; init; }
}
