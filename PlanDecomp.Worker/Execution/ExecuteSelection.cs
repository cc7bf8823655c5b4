using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Worker.Execution;

/// <summary>How a task stood before an execution took it.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Error">What went with it.</param>
internal sealed record TaskState(PlanTaskStatus Status, string? Error)
{
    public static TaskState Of(PlanTask task) => new(task.Status, task.Error);
}

/// <summary>Which tasks of a plan an execution works on.</summary>
/// <remarks>
/// Within the target: all that is not completed; with <c>include_completed</c> that, too; with <c>only_failed</c> what failed, was skipped
/// because of others, or was left running by a lost worker. A task that a person has skipped is left out with all below it: it is
/// not worked on, and nothing waits for it. A parent is closed anew when anything below it is worked on.
/// </remarks>
internal sealed class ExecuteSelection
{
    private readonly PlanOutline _outline;
    private readonly ExecuteParams _limits;
    private readonly ExecuteCheckpoint _from;
    private readonly long? _targetId;
    private readonly HashSet<long> _leftOut = [];
    private readonly HashSet<long> _toDo = [];

    /// <param name="outline">The plan as it is now.</param>
    /// <param name="targetId">Null for the whole plan.</param>
    /// <param name="limits">The job's.</param>
    /// <param name="from">What the attempts before have done: it counts as selected, whatever its status is by now.</param>
    public ExecuteSelection(PlanOutline outline, long? targetId, ExecuteParams limits, ExecuteCheckpoint from)
    {
        (_outline, _targetId, _limits, _from) = (outline, targetId, limits, from);
        FindLeftOut();
        var ended = from.Ends().Select(end => end.TaskId).ToHashSet();

        // From the end: children stand behind their parents.
        foreach (var task in InTarget().Reverse())
        {
            if (ended.Contains(task.TaskId) || IsWanted(task)) _toDo.Add(task.TaskId);
        }
    }

    /// <summary>The tasks to work on and the parents to close.</summary>
    public IReadOnlySet<long> ToDo => _toDo;

    /// <summary>How a task stood before this job took it.</summary>
    public TaskState Before(PlanTask task) => _from.Running?.GetValueOrDefault(task.TaskId) ?? TaskState.Of(task);

    /// <summary>True for a task that is not to be worked on and that holds no one up.</summary>
    public bool IsSettled(long taskId) => _leftOut.Contains(taskId) || _outline.Find(taskId) is { } task && Before(task).Status == PlanTaskStatus.Completed;

    /// <summary>True for a task that is left out by a person's wish.</summary>
    public bool IsLeftOut(long taskId) => _leftOut.Contains(taskId);

    private IReadOnlyList<PlanTaskNode> InTarget()
    {
        if (_targetId is not { } id) return _outline.Tasks;
        return [.. _outline.Tasks.Where(task => task.TaskId == id || _outline.AncestorsOf(task.TaskId).Any(above => above.TaskId == id))];
    }

    private void FindLeftOut()
    {
        // The target itself, and what is above it, is worked on because someone asks for it by name.
        var asked = _targetId is { } id ? _outline.AncestorsOf(id).Select(above => above.TaskId).Append(id).ToHashSet() : [];
        foreach (var task in _outline.Tasks)
        {
            var above = task.ParentId is { } parent && _leftOut.Contains(parent);
            if (above || (!asked.Contains(task.TaskId) && Before(task) is { Status: PlanTaskStatus.Skipped, Error: null })) _leftOut.Add(task.TaskId);
        }

        foreach (var task in _outline.Tasks.Reverse())
        {
            if (task.Children.Count > 0 && task.Children.All(child => _leftOut.Contains(child.TaskId))) _leftOut.Add(task.TaskId);
        }
    }

    private bool IsWanted(PlanTaskNode task)
    {
        if (_leftOut.Contains(task.TaskId)) return false;
        if (task.Children.Any(child => _toDo.Contains(child.TaskId))) return true;
        var status = Before(task).Status;
        if (_limits.OnlyFailed) return status is PlanTaskStatus.Failed or PlanTaskStatus.Skipped or PlanTaskStatus.Running;
        return _limits.IncludeCompleted || status != PlanTaskStatus.Completed;
    }
}
