using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Capabilities.Plans;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities;

/// <summary>Something a person may want, as the rules read it.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="Precedence">When it is asked.</param>
/// <param name="Read">What to do about a message; null when it does not say this.</param>
internal sealed record ChatIntent(string Name, Precedence Precedence, Func<Utterance, ChatDeed?> Read)
{
    /// <summary>An intent that patterns alone tell.</summary>
    /// <param name="name">In snake_case.</param>
    /// <param name="precedence">When it is asked.</param>
    /// <param name="patterns">For the whole text; the first that matches counts.</param>
    /// <param name="runAsync">What to do about the match.</param>
    public static ChatIntent Of(string name, Precedence precedence, Regex[] patterns, Func<ChatTurn, Match, CancellationToken, Task<ActionOutcome>> runAsync) =>
        new(name, precedence, said => said.Match(patterns) is { } match ? async (turn, ct) => await runAsync(turn, match, ct) : null);
}

/// <summary>Does what was understood. Null when it was not meant after all: the intents after it are asked.</summary>
internal delegate Task<ActionOutcome?> ChatDeed(ChatTurn turn, CancellationToken ct);

/// <summary>When the rules ask an intent: the narrower ones first. Those of one kind are asked in the order of the list of capabilities.</summary>
internal enum Precedence
{
    /// <summary>A set phrase says it all, or nothing may be read into it: "yes", "delete …".</summary>
    Phrase,

    /// <summary>A thing that nothing else deals with: drafts, results, files, the last change.</summary>
    Thing,

    /// <summary>An operation on tasks.</summary>
    Operation,

    /// <summary>The execution of tasks.</summary>
    Execution,

    /// <summary>What people do by hand: rename, add, mark, stop.</summary>
    ByHand,

    /// <summary>Questions for how it stands.</summary>
    Question,

    /// <summary>Verbs of breaking down, with almost anything behind them.</summary>
    Breakdown,

    /// <summary>A plan for anything at all.</summary>
    Anything,
}
