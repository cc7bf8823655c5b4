using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Contracts.Jobs;

/// <summary>What can be done to a plan's tasks; the <c>mode</c> of jobs of type <c>task_operation</c>.</summary>
public static class OperationName
{
    /// <summary>Breaks a task, or the plan, down anew: what is below it goes, but for locked tasks.</summary>
    public const string Redo = "redo";

    /// <summary>Makes one task of several siblings.</summary>
    public const string Merge = "merge";

    /// <summary>Makes several siblings of one task.</summary>
    public const string Split = "split";

    /// <summary>Words titles and instructions anew, by a hint.</summary>
    public const string Rewrite = "rewrite";

    /// <summary>Puts titles and instructions into another language.</summary>
    public const string Translate = "translate";

    /// <summary>Estimates the hours of work of each task without children.</summary>
    public const string Estimate = "estimate";

    /// <summary>Finds dependencies that are missing, superfluous or contradictory.</summary>
    public const string RepairDependencies = "repair_dependencies";

    /// <summary>Sums the plan up in a few paragraphs. Changes nothing.</summary>
    public const string Summarise = "summarise";

    /// <summary>Scores the plan, with reasons, and suggests improvements, which are only ever proposed.</summary>
    public const string CheckQuality = "check_quality";

    public static IReadOnlyList<string> All { get; } = [Redo, Merge, Split, Rewrite, Translate, Estimate, RepairDependencies, Summarise, CheckQuality];
}

/// <summary>What becomes of a change that a job has worked out.</summary>
public static class CommitMode
{
    /// <summary>It is made, as one change set that can be undone.</summary>
    public const string Apply = "apply";

    /// <summary>It is stored as a <see cref="Proposal"/>, which a person accepts or rejects.</summary>
    public const string Review = "review";
}

/// <summary>Which tasks a rewriting touches.</summary>
public static class OperationScope
{
    /// <summary>The target alone.</summary>
    public const string Task = "task";

    /// <summary>The target and everything below it.</summary>
    public const string Subtree = "subtree";
}

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

/// <summary>What an operation did.</summary>
/// <remarks>Lists are set, not init, for the reason told at <see cref="DecomposeParams"/>: a stored result may be of an older version.</remarks>
public sealed record OperationResult
{
    /// <summary>One of <see cref="OperationName"/>.</summary>
    public required string Operation { get; init; }

    /// <summary><c>llm</c> or <c>offline</c>: rules, which do what rules can.</summary>
    public required string Planner { get; init; }

    public string? Model { get; init; }

    /// <summary>Tasks changed, or proposed to be.</summary>
    public int Changes { get; init; }

    /// <summary>What an undo would take back; null when nothing was changed.</summary>
    public long? ChangeSetId { get; init; }

    /// <summary>What waits to be looked at; null when nothing was proposed.</summary>
    public long? ProposalId { get; init; }

    /// <summary>Tasks created, in the order of their ids; those of a proposal have none yet.</summary>
    public IReadOnlyList<long> CreatedTaskIds { get; set; } = [];

    /// <summary>Tasks for which no usable answer came; they are as they were.</summary>
    public IReadOnlyList<FailedNode> FailedTasks { get; set; } = [];

    /// <summary>Changes that did not fit the tree any more, because someone had changed it meanwhile.</summary>
    public IReadOnlyList<DroppedNode> Dropped { get; set; } = [];

    /// <summary>Of <c>summarise</c>: Markdown. Show it without raw HTML.</summary>
    public string? Summary { get; init; }

    /// <summary>Of <c>check_quality</c>.</summary>
    public QualityReport? Quality { get; init; }

    /// <summary>Of <c>estimate</c>.</summary>
    public EstimateReport? Estimate { get; init; }

    /// <summary>Why the work ended: <c>completed</c>, <c>llm_call_budget</c>, <c>token_budget</c>, <c>time_budget</c>.</summary>
    public required string StopReason { get; init; }
}

/// <summary>How good a plan is.</summary>
/// <param name="Score">From 0 to 100.</param>
/// <param name="Reasons">What speaks for and against it.</param>
/// <param name="Suggestions">What would make it better; those with changes are in the proposal.</param>
public sealed record QualityReport(int Score, IReadOnlyList<QualityReason> Reasons, IReadOnlyList<QualitySuggestion> Suggestions);

/// <summary>One side of a plan's quality.</summary>
/// <param name="Aspect">Such as <c>completeness</c>, <c>clarity</c>, <c>structure</c>, <c>dependencies</c>, <c>effort</c>.</param>
/// <param name="Score">From 0 to 100.</param>
/// <param name="Text">Why, for a person.</param>
public sealed record QualityReason(string Aspect, int Score, string Text);

/// <summary>Something to do better.</summary>
/// <param name="TaskId">The task it is about; null for the plan.</param>
/// <param name="Text">What and why, for a person.</param>
/// <param name="IsProposed">The proposal has a change for it.</param>
public sealed record QualitySuggestion(long? TaskId, string Text, bool IsProposed);

/// <summary>What an estimate adds up to.</summary>
/// <param name="Tasks">Each task without children in the order of work.</param>
/// <param name="TotalHours">The work of all of them.</param>
/// <param name="DurationHours">From start to end when all that can go side by side does.</param>
/// <param name="CriticalPath">The tasks that make up the duration.</param>
public sealed record EstimateReport(IReadOnlyList<TaskEstimate> Tasks, double TotalHours, double DurationHours, IReadOnlyList<long> CriticalPath);

/// <summary>One task's hours of work, and why so many.</summary>
public sealed record TaskEstimate(long TaskId, string Title, double Hours, string? Reason);
