using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Contracts.Operations;

/// <summary>Asks for an operation on a plan. Limits left out take the server's defaults.</summary>
/// <remarks>An unknown field is an error, and so is one that the operation does not know.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record OperationRequest
{
    /// <summary>One of <see cref="OperationName"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>One of <see cref="CommitMode"/>. Left out: <c>review</c> for <c>repair_dependencies</c>, else <c>apply</c>; <c>check_quality</c> only ever proposes.</summary>
    public string? Commit { get; init; }

    /// <summary>False waits for the end, up to the server's limit, and answers with the result.</summary>
    public bool? AsyncMode { get; init; }

    /// <summary>What to mind: for <c>redo</c>, <c>merge</c>, <c>split</c>, <c>rewrite</c> (which needs it), <c>estimate</c>.</summary>
    public string? Hint { get; init; }

    /// <summary>Of <c>redo</c>: tasks below the target that stay, with what is below them.</summary>
    public IReadOnlyList<long>? Locked { get; init; }

    /// <summary>Of <c>merge</c>: the siblings to merge into the target.</summary>
    public IReadOnlyList<long>? TaskIds { get; init; }

    /// <summary>Of <c>split</c>: how many tasks to make; left out, as many as it takes.</summary>
    public int? Parts { get; init; }

    /// <summary>Of <c>rewrite</c>: one of <see cref="OperationScope"/>; left out, the target alone, or the whole plan.</summary>
    public string? Scope { get; init; }

    /// <summary>Of <c>translate</c>: a language's tag (BCP 47, such as <c>en</c>, <c>zh-CN</c>). Of <c>summarise</c>: the language to write in; left out, the plan's own.</summary>
    public string? Language { get; init; }

    /// <summary>Of <c>redo</c>.</summary>
    public int? MinChildren { get; init; }

    /// <summary>Of <c>redo</c>.</summary>
    public int? MaxChildren { get; init; }

    /// <summary>LLM calls that may be made, repairs included.</summary>
    public int? LlmCallBudget { get; init; }

    /// <summary>Tokens, in and out, that may be used.</summary>
    public long? TokenBudget { get; init; }

    /// <summary>Seconds the job may run.</summary>
    public double? TimeBudgetSeconds { get; init; }
}

/// <summary>Asks for an operation on one task; the plan is named in the body.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TaskOperationRequest : OperationRequest
{
    public long? PlanId { get; init; }
}

/// <summary>An operation's settled parameters, as stored in <c>params</c>.</summary>
/// <remarks>Set, not init: the JSON source generator gives an init property that is left out its type's default instead of the one here.</remarks>
public sealed record OperationParams
{
    public string Operation { get; set; } = "";
    public string Commit { get; set; } = CommitMode.Apply;
    public string? Hint { get; set; }
    public IReadOnlyList<long> Locked { get; set; } = [];
    public IReadOnlyList<long> TaskIds { get; set; } = [];
    public int? Parts { get; set; }
    public string? Scope { get; set; }
    public string? Language { get; set; }
    public int MinChildren { get; set; } = 2;
    public int MaxChildren { get; set; } = 7;
    public int LlmCallBudget { get; set; } = 100;
    public long? TokenBudget { get; set; }
    public double? TimeBudgetSeconds { get; set; }
}

/// <summary>Which tasks a rewriting touches.</summary>
public static class OperationScope
{
    /// <summary>The target alone.</summary>
    public const string Task = "task";

    /// <summary>The target and everything below it.</summary>
    public const string Subtree = "subtree";
}
