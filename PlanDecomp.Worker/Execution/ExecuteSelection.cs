using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Graphs;
using PlanDecomp.Plans.Results;

namespace PlanDecomp.Worker.Execution;

/// <summary>Which tasks of a plan an execution works on.</summary>
/// <remarks>
/// Within the target: all that is neither completed nor prepared; with <c>include_completed</c> that, too; with <c>only_stale</c> what is out
/// of date; with <c>only_failed</c> what failed, was skipped because of others, or was left running by a lost worker. With
/// <c>outside_dependencies: include</c> also what any of that waits for, wherever it is. A task that a person has skipped is left out with all below it: it is
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

        if (limits.OutsideDependencies == OutsideDependencies.Include) AddNeeds();
    }

    /// <summary>The tasks to work on and the parents to close.</summary>
    public IReadOnlySet<long> ToDo => _toDo;

    /// <summary>How a task stood before this job took it.</summary>
    public TaskState Before(PlanTask task) => _from.Running?.GetValueOrDefault(task.TaskId) ?? TaskState.Of(task);

    /// <summary>True for a task that is not to be worked on and that holds no one up.</summary>
    public bool IsSettled(long taskId) => _leftOut.Contains(taskId) || _outline.Find(taskId) is { } task && Before(task).Status.IsWorkedOut();

    /// <summary>True for a task that is not to be worked on and that a person has still to do.</summary>
    public bool IsPrepared(long taskId) => !_toDo.Contains(taskId) && _outline.Find(taskId) is { } task && Before(task).Status == PlanTaskStatus.Prepared;

    /// <summary>True for a task that is left out by a person's wish.</summary>
    public bool IsLeftOut(long taskId) => _leftOut.Contains(taskId);

    private IReadOnlyList<PlanTaskNode> InTarget()
    {
        if (_targetId is not { } id) return _outline.Tasks;
        return [.. _outline.Tasks.Where(task => task.TaskId == id || _outline.AncestorsOf(task.TaskId).Any(above => above.TaskId == id))];
    }

    /// <summary>What a leaf waits for, and what that waits for; of a parent all that is still open below it.</summary>
    private void AddNeeds()
    {
        var graph = new TaskGraph(_outline);
        var open = new Queue<long>(_toDo.Where(id => _outline.Find(id) is { Children.Count: 0 }));
        while (open.TryDequeue(out var id))
        {
            foreach (var need in graph.WaitsFor(id).Where(need => !IsSettled(need) && _toDo.Add(need)).ToList()) open.Enqueue(need);
        }
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
        if (_limits.OnlyStale) return task.Stale is not null;
        if (_limits.OnlyFailed) return status is PlanTaskStatus.Failed or PlanTaskStatus.Skipped or PlanTaskStatus.Running;
        return _limits.IncludeCompleted || !status.IsWorkedOut();
    }
}
