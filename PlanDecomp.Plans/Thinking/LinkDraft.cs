using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Edits;

namespace PlanDecomp.Plans.Thinking;

/// <summary>A tree's links in memory, changed one by one. A change that would break a rule of plans is refused in words, and nothing is changed by it.</summary>
public sealed class LinkDraft
{
    private readonly LinkRequest _request;
    private readonly HashSet<long> _inside;
    private readonly Dictionary<long, long?> _parents;
    private readonly Dictionary<long, string> _titles;
    private readonly Dictionary<long, TaskEdit> _edits = [];
    private readonly HashSet<long> _gone = [];
    private Dictionary<long, HashSet<long>> _waits;
    private long _next;

    public LinkDraft(LinkRequest request)
    {
        _request = request;
        var tasks = request.Outline.Tasks;
        _inside = request.TargetTaskId is { } id && request.Outline.Find(id) is { } target
            ? [.. PlanOutline.Below([target]).Select(task => task.TaskId)]
            : [.. tasks.Select(task => task.TaskId)];
        _parents = tasks.ToDictionary(task => task.TaskId, task => task.ParentId);
        _titles = tasks.ToDictionary(task => task.TaskId, task => task.Title);
        _waits = tasks.ToDictionary(task => task.TaskId, task => task.DependsOn.ToHashSet());
        _next = Math.Min(0, tasks.Count == 0 ? 0 : tasks.Min(task => task.TaskId)) - 1;
    }

    /// <summary>Tasks added so far.</summary>
    public int Added { get; private set; }

    /// <summary>Has a task wait no longer for another.</summary>
    public string? Remove(long taskId, long dependsOn, string? reason)
    {
        if (MayNotChange(taskId) is { } fault) return fault;
        if (_waits[taskId].Remove(dependsOn)) Note(taskId, reason);
        return null;
    }

    /// <summary>Has a task wait for another.</summary>
    public string? Add(long taskId, long dependsOn, string? reason)
    {
        if (MayNotChange(taskId) is { } fault) return fault;
        if (!IsThere(dependsOn)) return $"task {taskId} would depend on {dependsOn}, which is not in the plan.";
        if (_waits[taskId].Contains(dependsOn)) return null;
        if (_waits[taskId].Count >= PlanLimits.Dependencies) return $"task {taskId} would depend on more than {PlanLimits.Dependencies} tasks.";
        _waits[taskId].Add(dependsOn);
        if (FindCircle() is { } circle)
        {
            _waits[taskId].Remove(dependsOn);
            return $"if {Name(taskId)} depends on {Name(dependsOn)}, they wait for each other: {circle}.";
        }

        Note(taskId, reason);
        return null;
    }

    /// <summary>Adds a task that was missing, behind the others below its parent.</summary>
    /// <param name="parentId">Null for the top.</param>
    /// <param name="title">Its title.</param>
    /// <param name="instruction">Its instruction.</param>
    /// <param name="reason">Why it was missing.</param>
    /// <param name="taskId">Its id.</param>
    public string? AddTask(long? parentId, string title, string instruction, string? reason, out long taskId)
    {
        taskId = 0;
        if (Added >= _request.MaxAdded) return $"at most {_request.MaxAdded} tasks may be added.";
        if (parentId is null && _request.TargetTaskId is not null) parentId = _request.TargetTaskId;
        if (parentId is { } parent && (!IsThere(parent) || !_inside.Contains(parent))) return $"the task \"{title}\" would go below {parentId}, which is none of the tasks.";
        if (_request.Outline.LevelOf(parentId) >= PlanLimits.Depth) return $"a plan has at most {PlanLimits.Depth} levels.";
        if (_titles.Any(other => !_gone.Contains(other.Key) && string.Equals(other.Value, title, StringComparison.OrdinalIgnoreCase))) return $"a task \"{title}\" is there already.";
        taskId = _next--;
        (_parents[taskId], _titles[taskId], _waits[taskId]) = (parentId, title, []);
        _inside.Add(taskId);
        _edits[taskId] = new TaskEdit(taskId) { Title = title, Instruction = instruction, Place = new TaskPlace(parentId, int.MaxValue), Reason = reason };
        Added++;
        return null;
    }

    /// <summary>Takes tasks out whose work another one does too: who waited for them waits for that one.</summary>
    /// <param name="into">The one that stays.</param>
    /// <param name="tasks">Those that go; tasks of the job's own, without children.</param>
    /// <param name="title">What the one is called now; null leaves it.</param>
    /// <param name="instruction">What it says now; null leaves it.</param>
    /// <param name="reason">Why.</param>
    public string? Merge(long into, IReadOnlyList<long> tasks, string? title, string? instruction, string? reason)
    {
        if (MayMerge(into) is { } wrong) return wrong;
        foreach (var task in tasks)
        {
            if (task == into) return $"task {task} cannot be merged into itself.";
            if (MayMerge(task) is { } fault) return fault;
            if (_parents[task] is { } parent && !_parents.Any(other => other.Value == parent && !_gone.Contains(other.Key) && !tasks.Contains(other.Key)))
            {
                return $"task {task} cannot go: {Name(parent)} would have no task left.";
            }
        }

        var before = _waits;
        _waits = before.ToDictionary(task => task.Key, task => task.Value.Select(id => tasks.Contains(id) ? into : id).Where(id => id != task.Key).ToHashSet());
        _waits[into].UnionWith(tasks.SelectMany(task => before[task]).Where(id => id != into && !tasks.Contains(id)));
        _gone.UnionWith(tasks);
        if (FindCircle() is { } circle)
        {
            _waits = before;
            _gone.ExceptWith(tasks);
            return $"if {string.Join(", ", tasks.Select(Name))} went into {Name(into)}, tasks would wait for each other: {circle}.";
        }

        foreach (var task in tasks) _edits[task] = new TaskEdit(task) { Remove = true, Reason = reason };
        _edits[into] = Edit(into) with { Title = title ?? Edit(into).Title, Instruction = instruction ?? Edit(into).Instruction, Reason = reason };
        return null;
    }

    /// <summary>What has changed, as edits.</summary>
    public IReadOnlyList<TaskEdit> ToEdits()
    {
        foreach (var (id, waits) in _waits.Where(task => !_gone.Contains(task.Key)))
        {
            var before = _request.Outline.Find(id)?.DependsOn ?? [];
            if (!waits.SetEquals(before)) _edits[id] = Edit(id) with { DependsOn = [.. waits.Order()] };
        }

        return [.. _edits.Values.Where(edit => edit.Remove || edit.Place is not null || edit.DependsOn is not null || edit.Title is not null || edit.Instruction is not null)];
    }

    private TaskEdit Edit(long id) => _edits.GetValueOrDefault(id) ?? new TaskEdit(id);

    private void Note(long taskId, string? reason)
    {
        if (!string.IsNullOrWhiteSpace(reason)) _edits[taskId] = Edit(taskId) with { Reason = reason };
    }

    private bool IsThere(long id) => _parents.ContainsKey(id) && !_gone.Contains(id);

    private string Name(long id) => $"\"{_titles[id]}\"";

    /// <summary>Outside what was broken down a task changes only where it waits for something inside.</summary>
    private string? MayNotChange(long id) => !IsThere(id) ? $"task {id} is none of the tasks."
        : _inside.Contains(id) || (_request.Outline.Find(id)?.DependsOn.Any(_inside.Contains) ?? false) ? null
        : $"task {id} is no part of what was broken down, and does not wait for it.";

    private string? MayMerge(long id) => !IsThere(id) ? $"task {id} is none of the tasks."
        : !_request.Own.Contains(id) ? $"task {id} was there before, and is not to be merged."
        : _request.Outline.Find(id) is not { Children.Count: 0, Status: PlanTaskStatus.Pending } ? $"task {id} has tasks below it, or is begun already."
        : null;

    private string? FindCircle() => TaskOrder.Of(
            _parents.Where(task => !_gone.Contains(task.Key)).Select(task => (task.Key, task.Value)),
            _waits.Where(task => !_gone.Contains(task.Key)).SelectMany(task => task.Value.Select(id => (task.Key, id)))).FindCycle() is { } cycle
        ? string.Join(" → ", cycle.Select(Name))
        : null;
}
