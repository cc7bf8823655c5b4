using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Contracts.Operations;

/// <summary>What an operation did.</summary>
/// <remarks>Lists are set, not init, for the reason told at <see cref="DecomposeParams"/>: a stored result may be of an older version.</remarks>
public sealed record OperationResult
{
    /// <summary>The name of one of <see cref="TaskOperations.All"/>.</summary>
    public required string Operation { get; init; }

    /// <summary><c>llm</c> or <c>offline</c>: rules, which do what rules can.</summary>
    public required string Planner { get; init; }

    public string? Model { get; init; }

    /// <inheritdoc cref="DecomposeResult.Models"/>
    public IReadOnlyList<ModelUse>? Models { get; init; }

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

    /// <summary>Dependencies between tasks that go and tasks that stay: they go along.</summary>
    public IReadOnlyList<DroppedDependency> DroppedDependencies { get; set; } = [];

    /// <summary>Of <c>summarise</c>: Markdown. Show it without raw HTML.</summary>
    public string? Summary { get; init; }

    /// <summary>Of <c>check_quality</c>.</summary>
    public QualityReport? Quality { get; init; }

    /// <summary>Of <c>estimate</c>.</summary>
    public EstimateReport? Estimate { get; init; }

    /// <summary>What there is to say of single tasks, in the order in which it matters; of plans of thousands the first 500.</summary>
    public IReadOnlyList<TaskNote> Notes { get; set; } = [];

    /// <summary>Why the work ended: <c>completed</c>, <c>llm_call_budget</c>, <c>token_budget</c>, <c>cost_budget</c>, <c>day_budget</c>, <c>time_budget</c>.</summary>
    public required string StopReason { get; init; }
}

/// <summary>A dependency that is no more, because one of the two tasks is gone.</summary>
/// <param name="TaskId">The task that waited.</param>
/// <param name="Title">Its title.</param>
/// <param name="DependsOn">The task it waited for.</param>
/// <param name="DependsOnTitle">Its title.</param>
public sealed record DroppedDependency(long TaskId, string Title, long DependsOn, string DependsOnTitle);

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

/// <summary>Something to say of one task.</summary>
/// <param name="TaskId">Which.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">What, for a person.</param>
public sealed record TaskNote(long TaskId, string Title, string Text);
