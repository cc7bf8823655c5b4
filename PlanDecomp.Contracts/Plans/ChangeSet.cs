using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.Plans;

/// <summary>Everything that one act has changed in a plan: by hand, by a decomposition, an execution, an operation. It can be undone as one.</summary>
public sealed record ChangeSet
{
    /// <summary>Grows with time within its plan.</summary>
    public required long ChangeSetId { get; init; }

    public required long PlanId { get; init; }

    /// <summary>One of <see cref="ChangeKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Built-in English text.</summary>
    public required string Message { get; init; }

    /// <summary><c>code</c> (the kind) and its arguments, as log lines have them, from which a page speaks the reader's language.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The account that made the change. Never sent to a client.</summary>
    [JsonIgnore]
    public string ChangedBy { get; init; } = "";

    /// <summary>The job that made the change; null for a change by hand.</summary>
    public string? JobId { get; init; }

    /// <summary>The change set that this one has taken back; null for all but undo and redo.</summary>
    public long? Undoes { get; init; }

    /// <summary>The change set that has taken this one back; null while it holds.</summary>
    public long? UndoneBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a change set is.</summary>
/// <remarks>
/// The arguments of each, as in <see cref="ChangeSet.Metadata"/>:
/// <list type="table">
/// <item><term>plan.changed</term><description>title, fields (one text, ", " between)</description></item>
/// <item><term>task.added, task.moved</term><description>task_id, title</description></item>
/// <item><term>task.changed</term><description>task_id, title, fields</description></item>
/// <item><term>task.deleted</term><description>task_id, title, tasks (how many went with it, itself included)</description></item>
/// <item><term>plan.decomposed</term><description>task_id (null: the whole plan), title, created</description></item>
/// <item><term>plan.linked</term><description>task_id (null: the whole plan), title, changes</description></item>
/// <item><term>plan.executed</term><description>task_id (null: the whole plan), title, results</description></item>
/// <item><term>operation.applied</term><description>operation, task_id (null: the whole plan), title, changes</description></item>
/// <item><term>proposal.accepted</term><description>proposal_id, operation, title, changes</description></item>
/// <item><term>change.undone, change.redone</term><description>change_set_id, kind, message (of the change set taken back, or made anew)</description></item>
/// </list>
/// </remarks>
public static class ChangeKind
{
    public const string PlanChanged = "plan.changed";
    public const string TaskAdded = "task.added";
    public const string TaskChanged = "task.changed";
    public const string TaskMoved = "task.moved";
    public const string TaskDeleted = "task.deleted";
    public const string PlanDecomposed = "plan.decomposed";
    public const string PlanLinked = "plan.linked";
    public const string PlanExecuted = "plan.executed";
    public const string OperationApplied = "operation.applied";
    public const string ProposalAccepted = "proposal.accepted";
    public const string Undone = "change.undone";
    public const string Redone = "change.redone";
}

/// <summary>One page of a plan's change sets, newest first.</summary>
/// <param name="ChangeSets">The page.</param>
/// <param name="NextCursor">Pass as <c>cursor</c> for the page after it; null at the end.</param>
/// <param name="Kept">How many change sets a plan keeps; older ones are forgotten and cannot be undone.</param>
/// <param name="CanUndo">The change set that an undo would take back now; null when there is none.</param>
/// <param name="CanRedo">The undo that a redo would take back now; null when there is none.</param>
public sealed record ChangeSetPage(IReadOnlyList<ChangeSet> ChangeSets, string? NextCursor, int Kept, long? CanUndo, long? CanRedo);

/// <summary>A change set with what it did to each task.</summary>
public sealed record ChangeSetDetail
{
    public required ChangeSet ChangeSet { get; init; }

    /// <summary>In the order in which the tasks were first touched.</summary>
    public IReadOnlyList<TaskChange> Changes { get; init; } = [];

    /// <summary>How many more there are than <see cref="Changes"/> holds.</summary>
    public int More { get; init; }
}

/// <summary>What a change set did to one task.</summary>
public sealed record TaskChange
{
    /// <summary>Null for the plan itself.</summary>
    public long? TaskId { get; init; }

    /// <summary>Its title now, or when it was deleted; empty when that is not known any more.</summary>
    public required string Title { get; init; }

    public required NodeChange Change { get; init; }

    /// <summary>What of it changed; empty for one that was added or removed.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];
}

/// <summary>A field before and after. Null: it had no value.</summary>
/// <param name="Field">Its name on the wire; <c>depends_on</c> holds the titles of dependencies that went and came, a line each, and <c>parent_id</c> titles of parents.</param>
/// <param name="Before">Before the change.</param>
/// <param name="After">After it.</param>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>Takes back the newest change set.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UndoRequest
{
    /// <summary>The one meant: refused when it is not the newest (any more). Null takes whichever it is.</summary>
    public long? ChangeSetId { get; init; }
}
