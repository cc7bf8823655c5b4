using System.Data.Common;
using Dapper;

namespace PlanDecomp.Plans;

/// <summary>What must happen before what in a plan, to refuse dependencies that could never be met.</summary>
/// <remarks>
/// Every task has a start and an end. It starts no earlier than its parent starts, ends no later than its parent ends,
/// and starts after the end of each task it depends on. A cycle among these is a plan that cannot be carried out.
/// So a task can depend neither on itself nor on what is above or below it, nor, in any roundabout way, on what waits for it.
/// </remarks>
public sealed class TaskOrder
{
    private readonly Dictionary<long, long?> _parents;
    private readonly ILookup<long?, long> _children;
    private readonly ILookup<long, long> _dependents;

    private TaskOrder(IEnumerable<(long TaskId, long? ParentId)> tasks, IEnumerable<(long TaskId, long DependsOn)> dependencies)
    {
        _parents = tasks.ToDictionary(t => t.TaskId, t => t.ParentId);
        _children = _parents.ToLookup(t => t.Value, t => t.Key);
        _dependents = dependencies.ToLookup(d => d.DependsOn, d => d.TaskId);
    }

    public static TaskOrder Of(IEnumerable<(long TaskId, long? ParentId)> tasks, IEnumerable<(long TaskId, long DependsOn)> dependencies) =>
        new(tasks, dependencies);

    public static TaskOrder Read(DbConnection connection) => new(
        connection.Query<(long, long?)>("SELECT task_id, parent_id FROM tasks"),
        connection.Query<(long, long)>("SELECT task_id, depends_on FROM task_dependencies"));

    public bool Contains(long taskId) => _parents.ContainsKey(taskId);

    /// <summary>The ends that come after the start of a task: none of these tasks can be one it depends on.</summary>
    public IReadOnlySet<long> EndsAfterStartOf(long taskId) =>
        After(new Moment(taskId, IsEnd: false)).Where(m => m.IsEnd).Select(m => m.TaskId).ToHashSet();

    /// <summary>True when a task's place below its parent contradicts the dependencies.</summary>
    public bool ContradictsParent(long taskId)
    {
        if (_parents[taskId] is not { } parentId) return false;
        return After(new Moment(taskId, IsEnd: false)).Contains(new Moment(parentId, IsEnd: false))
            || After(new Moment(parentId, IsEnd: true)).Contains(new Moment(taskId, IsEnd: true));
    }

    /// <summary>Tasks that wait for each other, the first of them repeated at the end; null when the plan can be carried out.</summary>
    public IReadOnlyList<long>? FindCycle()
    {
        var done = new HashSet<Moment>();
        foreach (var taskId in _parents.Keys.Order())
        {
            if (FindCycle(new Moment(taskId, IsEnd: false), done) is { } cycle) return cycle;
        }

        return null;
    }

    private List<long>? FindCycle(Moment from, HashSet<Moment> done)
    {
        var path = new List<(Moment At, IEnumerator<Moment> Next)>();
        var onPath = new HashSet<Moment>();
        Push(from);
        while (path.Count > 0)
        {
            var (at, next) = path[^1];
            if (!next.MoveNext())
            {
                path.RemoveAt(path.Count - 1);
                onPath.Remove(at);
                done.Add(at);
            }
            else if (onPath.Contains(next.Current))
            {
                var tasks = path.Select(step => step.At).SkipWhile(moment => moment != next.Current).Append(next.Current).Select(moment => moment.TaskId).ToList();
                return [.. tasks.Where((task, i) => i == 0 || task != tasks[i - 1])];
            }
            else if (!done.Contains(next.Current))
            {
                Push(next.Current);
            }
        }

        return null;

        void Push(Moment moment)
        {
            path.Add((moment, RightAfter(moment).GetEnumerator()));
            onPath.Add(moment);
        }
    }

    private HashSet<Moment> After(Moment from)
    {
        var seen = new HashSet<Moment>();
        var frontier = new Stack<Moment>([from]);
        while (frontier.TryPop(out var moment))
        {
            foreach (var next in RightAfter(moment))
            {
                if (seen.Add(next)) frontier.Push(next);
            }
        }

        return seen;
    }

    private IEnumerable<Moment> RightAfter(Moment moment)
    {
        if (!moment.IsEnd)
        {
            yield return moment with { IsEnd = true };
            foreach (var child in _children[moment.TaskId]) yield return new Moment(child, IsEnd: false);
            yield break;
        }

        if (_parents[moment.TaskId] is { } parentId) yield return new Moment(parentId, IsEnd: true);
        foreach (var dependent in _dependents[moment.TaskId]) yield return new Moment(dependent, IsEnd: false);
    }

    private readonly record struct Moment(long TaskId, bool IsEnd);
}
