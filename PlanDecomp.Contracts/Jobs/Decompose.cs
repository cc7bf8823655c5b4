using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.Jobs;

/// <summary>Asks for a decomposition. Limits left out take the server's defaults.</summary>
/// <remarks>An unknown field is an error: a mistyped budget must not cost money.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record DecomposeRequest : IPlanJobRequest
{
    /// <summary>False waits for the end, up to the server's limit, and answers with the result.</summary>
    public bool? AsyncMode { get; init; }

    /// <summary>One of <see cref="Jobs.Fineness"/>: what the levels, tasks and children are that the request does not name. Those it names win.</summary>
    public string? Fineness { get; init; }

    /// <summary>Levels to create below the target.</summary>
    public int? ExpandDepth { get; init; }

    /// <summary>The deepest level of the plan's tree that may exist afterwards; the top tasks are level 1.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>Tasks that may be created.</summary>
    public int? NodeBudget { get; init; }

    public int? MinChildren { get; init; }
    public int? MaxChildren { get; init; }

    /// <summary>True lets a task that has children already get more; false walks into the ones it has.</summary>
    public bool? AllowExistingChildren { get; init; }

    /// <summary>True looks at the whole tree at the end, and links tasks across branches; left out, the server's default.</summary>
    public bool? Link { get; init; }

    /// <summary>LLM calls that may be made, repairs included.</summary>
    public int? LlmCallBudget { get; init; }

    /// <summary>Tokens, in and out, that may be used.</summary>
    public long? TokenBudget { get; init; }

    /// <summary>What it may cost, in the currency of the configured prices; null for anything that the other budgets allow.</summary>
    public decimal? CostBudget { get; init; }

    /// <summary>Seconds the job may run.</summary>
    public double? TimeBudgetSeconds { get; init; }

    /// <summary>Words for the planner: what to mind, what to leave out.</summary>
    public string? Hint { get; init; }

    /// <summary>One of <see cref="CommitMode"/>; left out, <c>apply</c>.</summary>
    public string? Commit { get; init; }
}

/// <summary>Asks for the decomposition of one task; the plan is named in the body.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DecomposeTaskRequest : DecomposeRequest, ITaskJobRequest
{
    public long? PlanId { get; init; }
}

/// <summary>A decomposition's settled limits, as stored in <c>params</c>.</summary>
/// <remarks>Set, not init: the JSON source generator gives an init property that is left out its type's default instead of the one here.</remarks>
public sealed record DecomposeParams
{
    public int ExpandDepth { get; set; } = 2;
    public int MaxDepth { get; set; } = 6;
    public int NodeBudget { get; set; } = 60;
    public int MinChildren { get; set; } = 2;
    public int MaxChildren { get; set; } = 7;
    public bool AllowExistingChildren { get; set; }

    /// <summary>One of <see cref="Jobs.Fineness"/>; null when no one has said.</summary>
    public string? Fineness { get; set; }

    /// <summary>Tasks are linked at the end. False in jobs of older programs, which did not ask for it.</summary>
    public bool Link { get; set; }

    public int LlmCallBudget { get; set; } = 100;
    public long? TokenBudget { get; set; }
    public decimal? CostBudget { get; set; }
    public double? TimeBudgetSeconds { get; set; }
    public string? Hint { get; set; }
    public string Commit { get; set; } = CommitMode.Apply;
}

/// <summary>What a decomposition did.</summary>
/// <remarks>Lists are set, not init, for the reason told at <see cref="DecomposeParams"/>: a stored result may be of an older version.</remarks>
public sealed record DecomposeResult
{
    /// <summary><c>llm</c> or <c>offline</c>.</summary>
    public required string Planner { get; init; }

    public string? Model { get; init; }

    /// <summary>What each model has done, where there was more than one: another one has its turn while the first is of no use.</summary>
    public IReadOnlyList<ModelUse>? Models { get; init; }

    /// <summary>The tasks created, in the order of the tree.</summary>
    public IReadOnlyList<long> CreatedTaskIds { get; set; } = [];

    /// <summary>With <c>commit: review</c>: where the tasks wait to be accepted, which then have no ids yet. In failed nodes and stopped branches theirs are below 0.</summary>
    public long? ProposalId { get; init; }

    public int ExpandedNodes { get; init; }
    public IReadOnlyList<FailedNode> FailedNodes { get; set; } = [];

    /// <summary>Nodes that were broken down by the usable part of an answer, with what was left out of it.</summary>
    public IReadOnlyList<PartialNode> PartialNodes { get; set; } = [];

    /// <summary>What looking at the whole tree at the end has brought; null when it was not looked at.</summary>
    public LinkResult? Linking { get; init; }

    /// <summary>Branches that ended before they were fully expanded, with the reason of each.</summary>
    public IReadOnlyList<StoppedBranch> StoppedBranches { get; set; } = [];

    /// <summary>Why the whole walk ended: <c>completed</c>, <c>node_budget</c>, <c>llm_call_budget</c>, <c>token_budget</c>, <c>cost_budget</c>, <c>day_budget</c>, <c>time_budget</c>, <c>cancelled</c>.</summary>
    public required string StopReason { get; init; }
}

/// <summary>A node whose expansion failed; null is the plan itself.</summary>
public sealed record FailedNode(long? TaskId, string Title, string Error);

/// <summary>A node whose answer could be used in part only; null is the plan itself.</summary>
public sealed record PartialNode(long? TaskId, string Title, IReadOnlyList<string> LeftOut);

/// <summary>What looking at a whole tree has brought.</summary>
/// <remarks>Lists are set, not init, for the reason told at <see cref="DecomposeParams"/>.</remarks>
public sealed record LinkResult
{
    public int AddedDependencies { get; init; }
    public int RemovedDependencies { get; init; }

    /// <summary>Tasks that said what another one says, and went into it.</summary>
    public int MergedTasks { get; init; }

    /// <summary>Tasks that were missing.</summary>
    public int AddedTasks { get; init; }

    /// <summary>Numbers of the request that the plan does not keep.</summary>
    public IReadOnlyList<OpenNumber> OpenNumbers { get; set; } = [];

    /// <summary>Why nothing was linked; null when the tree was looked at.</summary>
    public string? Error { get; init; }
}

/// <summary>A number of the request that the plan does not keep.</summary>
/// <param name="Kind"><c>money</c>, <c>dates</c>, <c>people</c> or <c>other</c>.</param>
/// <param name="Text">What is asked, what is planned, and what is to be done about it, in the language of the request.</param>
public sealed record OpenNumber(string Kind, string Text);

/// <summary>A branch that stopped; reasons: <c>expand_depth</c>, <c>max_depth</c>, <c>leaf</c>, <c>has_children</c>, or a budget's name.</summary>
public sealed record StoppedBranch(long? TaskId, string Title, string Reason);
