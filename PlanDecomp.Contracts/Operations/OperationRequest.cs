using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Contracts.Operations;

/// <summary>Asks for an operation on a plan. Limits left out take the server's defaults.</summary>
/// <remarks>An unknown field is an error, and so is one that the operation does not know: each knows its <see cref="OperationDescriptor.Parameters"/>.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record OperationRequest : IPlanJobRequest
{
    /// <summary>The name of one of <see cref="TaskOperations.All"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>One of <see cref="CommitMode"/>; left out, the operation's own default.</summary>
    public string? Commit { get; init; }

    /// <summary>False waits for the end, up to the server's limit, and answers with the result.</summary>
    public bool? AsyncMode { get; init; }

    /// <summary>What to mind.</summary>
    public string? Hint { get; init; }

    /// <summary>Tasks below the target that stay, with what is below them.</summary>
    public IReadOnlyList<long>? Locked { get; init; }

    /// <summary>The siblings to merge into the target.</summary>
    public IReadOnlyList<long>? TaskIds { get; init; }

    /// <summary>How many tasks to make; left out, as many as it takes.</summary>
    public int? Parts { get; init; }

    /// <summary>One of <see cref="OperationScope"/>; left out, the target alone, or the whole plan.</summary>
    public string? Scope { get; init; }

    /// <summary>The tag of the language to write in (BCP 47, such as <c>en</c>, <c>zh-CN</c>).</summary>
    public string? Language { get; init; }

    /// <summary>Children that a task gets at least.</summary>
    public int? MinChildren { get; init; }

    /// <summary>Children that a task gets at most.</summary>
    public int? MaxChildren { get; init; }

    /// <summary>LLM calls that may be made, repairs included.</summary>
    public int? LlmCallBudget { get; init; }

    /// <summary>Tokens, in and out, that may be used.</summary>
    public long? TokenBudget { get; init; }

    /// <summary>What it may cost, in the currency of the configured prices; null for anything that the other budgets allow.</summary>
    public decimal? CostBudget { get; init; }

    /// <summary>Seconds the job may run.</summary>
    public double? TimeBudgetSeconds { get; init; }

    /// <summary>The parameters that are given, by their names on the wire.</summary>
    public IEnumerable<(string Name, object Value)> Given()
    {
        (string Name, object? Value)[] all =
        [
            ("hint", Hint), ("locked", Locked), ("task_ids", TaskIds), ("parts", Parts), ("scope", Scope), ("language", Language),
            ("min_children", MinChildren), ("max_children", MaxChildren),
        ];
        return all.Where(parameter => parameter.Value is not null).Select(parameter => (parameter.Name, parameter.Value!));
    }
}

/// <summary>Asks for an operation on one task; the plan is named in the body.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TaskOperationRequest : OperationRequest, ITaskJobRequest
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
    public decimal? CostBudget { get; set; }
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
