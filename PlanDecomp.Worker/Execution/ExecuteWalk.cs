using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Graphs;
using PlanDecomp.Plans.Results;
using PlanDecomp.Worker.Budgets;

namespace PlanDecomp.Worker.Execution;

/// <summary>How far an execution has come: which tasks are at their end, which are in flight, and which may start.</summary>
/// <remarks>
/// A task's turn comes when all it waits for is at its end. What becomes of it then follows from those ends alone, not from their
/// timing. Tasks whose turn has come start in the order of the tree. Owned by the run's own flow; only the counts are read from others.
/// </remarks>
internal sealed class ExecuteWalk
{
    private readonly PlanOutline _outline;
    private readonly ExecuteSelection _selection;
    private readonly TaskGraph _graph;
    private readonly bool _goesOnAfterFailure;
    private readonly bool _waitsForPeople;
    private readonly bool _ignoresOutside;
    private readonly IReadOnlyDictionary<long, IReadOnlyList<PlanTaskNode>> _cycles;
    private readonly Dictionary<long, int> _place;
    private readonly Dictionary<long, int> _waiting = [];
    private readonly ILookup<long, long> _dependents;
    private readonly Dictionary<long, TaskEnd> _ends = [];
    private readonly Dictionary<long, TaskState> _running = [];
    private readonly PriorityQueue<TaskStep.Work, int> _work = new();
    private readonly Queue<TaskStep.End> _withoutWork = [];
    private readonly List<FailedTask> _failed = [];

    public ExecuteWalk(PlanOutline outline, ExecuteSelection selection, ExecuteParams limits, ExecuteCheckpoint from)
    {
        (_outline, _selection, _graph) = (outline, selection, new TaskGraph(outline));
        _goesOnAfterFailure = limits.OnFailure == OnFailure.Continue;
        _waitsForPeople = limits.OnPrepared == OnPrepared.Wait;
        _ignoresOutside = limits.OutsideDependencies == OutsideDependencies.Ignore;
        IsDocumented = from.Documented == true;
        Exhausted = from.Exhausted;
        foreach (var (id, end) in from.Ends()) Keep(id, end);

        var open = selection.ToDo.Where(id => !_ends.ContainsKey(id)).ToHashSet();
        _place = outline.Tasks.Select((task, place) => (task.TaskId, place)).ToDictionary(pair => pair.TaskId, pair => pair.place);
        _cycles = _graph.FindCycles(open);
        _dependents = open.SelectMany(id => _graph.WaitsFor(id).Where(open.Contains).Select(on => (on, id))).ToLookup(pair => pair.on, pair => pair.id);
        foreach (var id in open) _waiting[id] = _cycles.ContainsKey(id) ? 0 : _graph.WaitsFor(id).Count(open.Contains);
        foreach (var id in open.Where(id => _waiting[id] == 0).OrderBy(id => _place[id]).ToList()) Decide(id);
    }

    /// <summary>The first budget that ran out.</summary>
    public string? Exhausted { get; set; }

    public IReadOnlyList<FailedTask> Failed => _failed;

    /// <summary>The final document is stored.</summary>
    public bool IsDocumented { get; set; }

    /// <summary>Leaves done.</summary>
    public int Completed { get; private set; }

    /// <summary>Leaves that a person has still to do.</summary>
    public int Prepared { get; private set; }

    /// <summary>Parents closed with a summary.</summary>
    public int Summarised { get; private set; }

    /// <summary>Parents among them with prepared tasks below them.</summary>
    public int PreparedParents { get; private set; }

    /// <summary>True when something has come of it.</summary>
    public bool HasDone => Completed + Prepared + Summarised > 0;

    /// <summary>Leaves skipped.</summary>
    public int SkippedCount { get; private set; }

    /// <summary>Tasks at their end.</summary>
    public int Done => _ends.Count;

    public int Running => _running.Count;

    /// <summary>Tasks that are not at their end.</summary>
    public int Remaining => _waiting.Count;

    /// <summary>Leaves that are not at their end.</summary>
    public int NotReached => _waiting.Keys.Count(id => _outline.Find(id) is { Children.Count: 0 });

    /// <summary>The skipped tasks with the reason of each.</summary>
    public IReadOnlyList<SkippedTask> Skipped =>
    [
        .. _ends.Where(end => end.Value is TaskEnd.Skipped)
            .Select(end => new SkippedTask(end.Key, TitleOf(end.Key), SkipReason(((TaskEnd.Skipped)end.Value).Cause))),
    ];

    /// <summary>What people have to do.</summary>
    public IReadOnlyList<NamedTask> PreparedTasks =>
        [.. _ends.Where(end => end.Value is TaskEnd.Completed { Prepared: true }).OrderBy(end => _place.GetValueOrDefault(end.Key)).Select(end => new NamedTask(end.Key, TitleOf(end.Key)))];

    /// <summary>The tasks that have a result of this execution.</summary>
    public IEnumerable<long> WithResult => _ends.Where(end => end.Value.IsGood).Select(end => end.Key);

    /// <summary>What a leaf waits for that is only prepared.</summary>
    public IReadOnlyList<string> PreparedInputs(PlanTaskNode task) => task.Children.Count > 0 ? [] : [.. _graph.WaitsFor(task.TaskId).Where(IsPrepared).Select(TitleOf)];

    /// <summary>The next task that may start; null when none may before another has ended.</summary>
    public TaskStep.Work? Next => _work.TryPeek(out var step, out _) ? step : null;

    /// <summary>The next task leaves the line and is in flight.</summary>
    /// <returns>How it stood before.</returns>
    public TaskState Start(PlanTaskNode asItIsNow)
    {
        var step = _work.Dequeue();
        var before = _selection.Before(asItIsNow);

        // Left running by someone who is gone: nothing to go back to.
        if (before.Status == PlanTaskStatus.Running) before = new TaskState(PlanTaskStatus.Pending, null);
        return _running[step.Task.TaskId] = before;
    }

    /// <summary>All tasks that have come to their end without work since this was last called.</summary>
    public IReadOnlyList<TaskStep.End> TakeWithoutWork()
    {
        var steps = _withoutWork.ToList();
        _withoutWork.Clear();
        return steps;
    }

    /// <summary>A task in flight goes back to what it was; it is not started again in this attempt.</summary>
    public void Return(long taskId) => _running.Remove(taskId);

    /// <summary>How a task in flight stood before.</summary>
    public TaskState BeforeOf(long taskId) => _running[taskId];

    /// <summary>A task has come to its end; those that waited for nothing else get their turn.</summary>
    public void End(long taskId, TaskEnd end)
    {
        Keep(taskId, end);
        _running.Remove(taskId);
        _waiting.Remove(taskId);
        foreach (var dependent in _dependents[taskId].OrderBy(id => _place[id]))
        {
            // One that waits for itself has had its turn already.
            if (_waiting.TryGetValue(dependent, out var count) && !_cycles.ContainsKey(dependent) && (_waiting[dependent] = count - 1) == 0) Decide(dependent);
        }
    }

    /// <summary>The checkpoint as it is once these tasks have come to these ends.</summary>
    public ExecuteCheckpoint ToCheckpoint(RunUsage usage, IReadOnlyList<(long TaskId, TaskEnd End)> ends)
    {
        var all = _ends.Select(end => (TaskId: end.Key, End: end.Value)).Concat(ends).ToList();
        var running = _running.Where(task => ends.All(end => end.TaskId != task.Key)).ToDictionary();
        return new ExecuteCheckpoint
        {
            Completed = [.. all.Where(end => end.End is TaskEnd.Completed).Select(end => end.TaskId)],
            Summarised = [.. all.Where(end => end.End is TaskEnd.Summarised).Select(end => end.TaskId)],
            Prepared = all.Any(end => end.End.IsPrepared) ? [.. all.Where(end => end.End.IsPrepared).Select(end => end.TaskId)] : null,
            Documented = IsDocumented ? true : null,
            Failed = [.. _failed, .. ends.Where(end => end.End is TaskEnd.Failed).Select(end => new FailedTask(end.TaskId, TitleOf(end.TaskId), ((TaskEnd.Failed)end.End).Error))],
            Skipped = Group(all, (TaskEnd.Skipped end) => end.Cause),
            LeftOpen = Group(all, (TaskEnd.LeftOpen end) => end.Status),
            Running = running.Count > 0 ? running : null,
            Exhausted = Exhausted,
            Usage = usage,
        };
    }

    private static Dictionary<TKey, IReadOnlyList<long>>? Group<TKey, TEnd>(IReadOnlyList<(long TaskId, TaskEnd End)> ends, Func<TEnd, TKey> key)
        where TKey : notnull
        where TEnd : TaskEnd
    {
        var groups = ends.Where(end => end.End is TEnd).GroupBy(end => key((TEnd)end.End))
            .ToDictionary(group => group.Key, IReadOnlyList<long> (group) => [.. group.Select(end => end.TaskId)]);
        return groups.Count > 0 ? groups : null;
    }

    private void Keep(long taskId, TaskEnd end)
    {
        _ends[taskId] = end;
        switch (end)
        {
            case TaskEnd.Completed { Prepared: true }: Prepared++; break;
            case TaskEnd.Completed: Completed++; break;
            case TaskEnd.Summarised summarised:
                Summarised++;
                if (summarised.Prepared) PreparedParents++;
                break;
            case TaskEnd.Skipped: SkippedCount++; break;
            case TaskEnd.Failed failed: _failed.Add(new FailedTask(taskId, TitleOf(taskId), failed.Error)); break;
        }
    }

    /// <summary>All that the task waits for is at its end: what becomes of it?</summary>
    private void Decide(long taskId)
    {
        var task = _outline.Find(taskId)!;
        TaskStep step = task.Children.Count > 0 ? DecideParent(task) : DecideLeaf(task);
        if (step is TaskStep.Work work) _work.Enqueue(work, _place[taskId]);
        else _withoutWork.Enqueue((TaskStep.End)step);
    }

    private TaskStep DecideLeaf(PlanTaskNode task)
    {
        if (_cycles.TryGetValue(task.TaskId, out var way))
        {
            var error = $"It waits for itself: {string.Join(" → ", way.Select(step => $"\"{step.Title}\""))}.";
            return new TaskStep.End(task, new TaskEnd.Failed(error), error);
        }

        foreach (var id in _graph.WaitsFor(task.TaskId))
        {
            if (HoldsUp(id)) return new TaskStep.End(task, new TaskEnd.Skipped(id), SkipReason(id));
        }

        return new TaskStep.Work(task);
    }

    private TaskStep DecideParent(PlanTaskNode task)
    {
        var (failed, skipped) = (task.Children.Count(child => StatusBelow(child) == PlanTaskStatus.Failed), task.Children.Count(child => StatusBelow(child) == PlanTaskStatus.Skipped));
        if (failed > 0) return LeaveOpen(PlanTaskStatus.Failed, $"{failed} of the {task.Children.Count} tasks below it failed{(skipped > 0 ? $", {skipped} skipped" : "")}.");
        if (skipped > 0) return LeaveOpen(PlanTaskStatus.Skipped, $"{skipped} of the {task.Children.Count} tasks below it {(skipped == 1 ? "was" : "were")} skipped.");
        return task.Children.All(child => IsMet(child.TaskId))
            ? new TaskStep.Work(task)
            : LeaveOpen(PlanTaskStatus.Pending, "Something below it is not completed.");

        TaskStep.End LeaveOpen(PlanTaskStatus status, string reason) => new(task, new TaskEnd.LeftOpen(status), reason);
    }

    private PlanTaskStatus? StatusBelow(PlanTaskNode child) => _ends.GetValueOrDefault(child.TaskId) switch
    {
        TaskEnd.Failed => PlanTaskStatus.Failed,
        TaskEnd.Skipped => PlanTaskStatus.Skipped,
        TaskEnd.LeftOpen open => open.Status,
        _ => null,
    };

    private bool HoldsUp(long taskId)
    {
        if (_waitsForPeople && IsPrepared(taskId)) return true;
        if (_goesOnAfterFailure || IsMet(taskId)) return false;
        return !_ignoresOutside || _selection.ToDo.Contains(taskId);
    }

    private bool IsPrepared(long taskId) => _ends.TryGetValue(taskId, out var end) ? end.IsPrepared : _selection.IsPrepared(taskId);

    private bool IsMet(long taskId) => _ends.TryGetValue(taskId, out var end) ? end.IsGood : !_selection.ToDo.Contains(taskId) && _selection.IsSettled(taskId);

    private string SkipReason(long cause) => $"It depends on \"{TitleOf(cause)}\", which {(_ends.GetValueOrDefault(cause) switch
    {
        TaskEnd.Failed => "failed",
        TaskEnd.Skipped => "was skipped",
        _ when IsPrepared(cause) => "is prepared, but not done yet",
        _ => "is not completed",
    })}.";

    private string TitleOf(long taskId) => _outline.Find(taskId)?.Title ?? $"task {taskId}";
}
