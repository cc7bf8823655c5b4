using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.Jobs;

/// <summary>Asks for the execution of a plan: its tasks are worked on in the order of their dependencies. Limits left out take the server's defaults.</summary>
/// <remarks>An unknown field is an error: a mistyped budget must not cost money.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record ExecuteRequest : IPlanJobRequest
{
    /// <summary>False waits for the end, up to the server's limit, and answers with the result.</summary>
    public bool? AsyncMode { get; init; }

    /// <summary>True works only on tasks that failed, or were skipped because of others, in an execution before.</summary>
    public bool? OnlyFailed { get; init; }

    /// <summary>True works on completed and prepared tasks again; the results they have stay as older versions.</summary>
    public bool? IncludeCompleted { get; init; }

    /// <summary>True works only on tasks whose results are out of date (<see cref="Plans.PlanTask.Stale"/>).</summary>
    public bool? OnlyStale { get; init; }

    /// <summary>Tasks worked on at the same time.</summary>
    public int? Concurrency { get; init; }

    /// <summary>One of <see cref="Jobs.OnFailure"/>: what a failed task means for the others.</summary>
    public string? OnFailure { get; init; }

    /// <summary>One of <see cref="Jobs.OnPrepared"/>: what a task that only a person can do means for those that depend on it.</summary>
    public string? OnPrepared { get; init; }

    /// <summary>One of <see cref="Jobs.OutsideDependencies"/>: what is done about unfinished tasks outside that something depends on.</summary>
    public string? OutsideDependencies { get; init; }

    /// <summary>False writes no final document at the end.</summary>
    public bool? FinalDocument { get; init; }

    /// <summary>LLM calls that may be made, repeated ones included.</summary>
    public int? LlmCallBudget { get; init; }

    /// <summary>Tokens, in and out, that may be used.</summary>
    public long? TokenBudget { get; init; }

    /// <summary>What it may cost, in the currency of the configured prices; null for anything that the other budgets allow.</summary>
    public decimal? CostBudget { get; init; }

    /// <summary>Seconds the job may run.</summary>
    public double? TimeBudgetSeconds { get; init; }

    /// <summary>Words for whoever does the work: what to mind, what to leave out.</summary>
    public string? Hint { get; init; }
}

/// <summary>Asks for the execution of one task with its subtree; the plan is named in the body.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExecuteTaskRequest : ExecuteRequest, ITaskJobRequest
{
    public long? PlanId { get; init; }
}

/// <summary>What a failed task means for the others.</summary>
public static class OnFailure
{
    /// <summary>Nothing more is started. Tasks that depend on the failed one are skipped, the rest stays as it was.</summary>
    public const string Stop = "stop";

    /// <summary>Tasks that depend on it are skipped, all others are worked on.</summary>
    public const string SkipDependents = "skip_dependents";

    /// <summary>All others are worked on, also those that depend on it, with the results there are.</summary>
    public const string Continue = "continue";

    public static IReadOnlyList<string> All { get; } = [Stop, SkipDependents, Continue];
}

/// <summary>What a prepared task means for those that depend on it.</summary>
public static class OnPrepared
{
    /// <summary>They are worked on, and told that it is prepared and not done.</summary>
    public const string Continue = "continue";

    /// <summary>They are skipped until a person has done it.</summary>
    public const string Wait = "wait";

    public static IReadOnlyList<string> All { get; } = [Continue, Wait];
}

/// <summary>What is done about dependencies on unfinished tasks outside of what is executed.</summary>
public static class OutsideDependencies
{
    /// <summary>Tasks that wait for them are skipped.</summary>
    public const string Require = "require";

    /// <summary>They are worked on first, with all they wait for.</summary>
    public const string Include = "include";

    /// <summary>Nothing waits for them: tasks do with the results there are.</summary>
    public const string Ignore = "ignore";

    public static IReadOnlyList<string> All { get; } = [Require, Include, Ignore];
}

/// <summary>An execution's settled limits, as stored in <c>params</c>.</summary>
/// <remarks>Set, not init: the JSON source generator gives an init property that is left out its type's default instead of the one here.</remarks>
public sealed record ExecuteParams
{
    public bool OnlyFailed { get; set; }
    public bool IncludeCompleted { get; set; }
    public bool OnlyStale { get; set; }
    public int Concurrency { get; set; } = 4;
    public string OnFailure { get; set; } = Jobs.OnFailure.SkipDependents;
    public string OnPrepared { get; set; } = Jobs.OnPrepared.Continue;
    public string OutsideDependencies { get; set; } = Jobs.OutsideDependencies.Require;

    /// <summary>False also for jobs of before there were final documents.</summary>
    public bool FinalDocument { get; set; }

    public int LlmCallBudget { get; set; } = 500;
    public long? TokenBudget { get; set; }
    public decimal? CostBudget { get; set; }
    public double? TimeBudgetSeconds { get; set; }
    public string? Hint { get; set; }
}

/// <summary>What an execution did.</summary>
/// <remarks>Lists are set, not init, for the reason told at <see cref="DecomposeParams"/>: a stored result may be of an older version.</remarks>
public sealed record ExecuteResult
{
    /// <summary><c>llm</c> or <c>offline</c>.</summary>
    public required string Writer { get; init; }

    public string? Model { get; init; }

    /// <summary>What each model has done, where there was more than one: another one has its turn while the first is of no use.</summary>
    public IReadOnlyList<ModelUse>? Models { get; init; }

    /// <summary>Tasks without children that were completed.</summary>
    public int Completed { get; init; }

    /// <summary>Tasks without children that are prepared for a person, who has still to do them.</summary>
    public int Prepared { get; init; }

    /// <summary>Parents that were closed with a summary of what is below them.</summary>
    public int Summaries { get; init; }

    /// <summary>True when a task was completed or prepared.</summary>
    [JsonIgnore]
    public bool HasDone => Completed + Prepared > 0;

    /// <summary>Tasks that failed, summaries included. A parent that is failed only because of what is below it does not count.</summary>
    public int Failed { get; init; }

    /// <summary>Tasks without children that were skipped because of others.</summary>
    public int Skipped { get; init; }

    /// <summary>Tasks without children that were not reached; they are as they were.</summary>
    public int NotReached { get; init; }

    /// <summary>Results, summaries included, whose end is missing.</summary>
    public int Incomplete { get; init; }

    /// <summary>True when there is a final document of it.</summary>
    public bool HasDocument { get; init; }

    /// <summary>What people have to do, the first 500.</summary>
    public IReadOnlyList<NamedTask> PreparedTasks { get; set; } = [];

    /// <summary>The failed ones, the first 500.</summary>
    public IReadOnlyList<FailedTask> FailedTasks { get; set; } = [];

    /// <summary>The skipped ones, the first 500.</summary>
    public IReadOnlyList<SkippedTask> SkippedTasks { get; set; } = [];

    /// <summary>Why the run ended: <c>completed</c>, <c>task_failed</c> (with <c>on_failure: stop</c>), <c>llm_call_budget</c>, <c>token_budget</c>, <c>cost_budget</c>, <c>day_budget</c>, <c>time_budget</c>, <c>cancelled</c>.</summary>
    public required string StopReason { get; init; }
}

/// <summary>A task by its title.</summary>
public sealed record NamedTask(long TaskId, string Title);

/// <summary>A task that failed, and why.</summary>
public sealed record FailedTask(long TaskId, string Title, string Error);

/// <summary>A task that was skipped, and why.</summary>
public sealed record SkippedTask(long TaskId, string Title, string Reason);
