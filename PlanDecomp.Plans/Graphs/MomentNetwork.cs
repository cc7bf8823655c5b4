using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Graphs;

/// <summary>The starts and ends of a plan's tasks, with what must come before what and how long after.</summary>
internal sealed class MomentNetwork
{
    private readonly Dictionary<Moment, List<(Moment To, double Hours)>> _next = [];
    private readonly Dictionary<Moment, double> _earliest = [];
    private readonly Dictionary<Moment, double> _latest = [];

    /// <param name="tasks">In the order of the tree, parents before children.</param>
    /// <param name="hours">How long a task takes by itself.</param>
    public MomentNetwork(IReadOnlyList<PlanTaskNode> tasks, Func<PlanTaskNode, double> hours)
    {
        foreach (var task in tasks)
        {
            var (start, end) = (new Moment(task.TaskId, false), new Moment(task.TaskId, true));
            _next[start] = [(end, hours(task))];
            _next[end] = [];
        }

        foreach (var task in tasks)
        {
            if (task.ParentId is not { } parent || !_next.ContainsKey(new Moment(parent, false))) continue;
            _next[new Moment(parent, false)].Add((new Moment(task.TaskId, false), 0));
            _next[new Moment(task.TaskId, true)].Add((new Moment(parent, true), 0));
        }

        LeftOut = AddDependencies(tasks);
        Order = Sort(tasks);
        Duration = MeasureForwards();
        MeasureBackwards();
    }

    /// <summary>All moments, each after everything it waits for; ties in the order of the tree.</summary>
    public IReadOnlyList<Moment> Order { get; }

    /// <summary>From the first start to the last end.</summary>
    public double Duration { get; }

    /// <summary>Dependencies that would close a circle.</summary>
    public IReadOnlySet<(long From, long To)> LeftOut { get; }

    public double Earliest(long taskId, bool isEnd) => _earliest[new Moment(taskId, isEnd)];

    public double Latest(long taskId, bool isEnd) => _latest[new Moment(taskId, isEnd)];

    private HashSet<(long From, long To)> AddDependencies(IReadOnlyList<PlanTaskNode> tasks)
    {
        var dependencies = tasks.SelectMany(task => task.DependsOn.Select(from => (From: from, To: task.TaskId)))
            .Where(dependency => _next.ContainsKey(new Moment(dependency.From, true))).ToList();
        if (TaskOrder.Of(tasks.Select(task => (task.TaskId, task.ParentId)), dependencies.Select(d => (d.To, d.From))).FindCycle() is null)
        {
            foreach (var (from, to) in dependencies) _next[new Moment(from, true)].Add((new Moment(to, false), 0));
            return [];
        }

        // Only a file that someone else has written gets here: one by one, in a fixed order, so that as many hold as can.
        var leftOut = new HashSet<(long, long)>();
        foreach (var (from, to) in dependencies)
        {
            if (Reaches(new Moment(to, false), new Moment(from, true))) leftOut.Add((from, to));
            else _next[new Moment(from, true)].Add((new Moment(to, false), 0));
        }

        return leftOut;
    }

    private bool Reaches(Moment from, Moment to)
    {
        var seen = new HashSet<Moment> { from };
        var open = new Stack<Moment>([from]);
        while (open.TryPop(out var moment))
        {
            if (moment == to) return true;
            foreach (var (next, _) in _next[moment])
            {
                if (seen.Add(next)) open.Push(next);
            }
        }

        return false;
    }

    private List<Moment> Sort(IReadOnlyList<PlanTaskNode> tasks)
    {
        var place = tasks.Select((task, at) => (task.TaskId, at)).ToDictionary(pair => pair.TaskId, pair => pair.at);
        var waitsFor = _next.Keys.ToDictionary(moment => moment, _ => 0);
        foreach (var (to, _) in _next.Values.SelectMany(next => next)) waitsFor[to]++;
        var ready = new PriorityQueue<Moment, (int, bool)>(
            waitsFor.Where(moment => moment.Value == 0).Select(moment => (moment.Key, (place[moment.Key.TaskId], moment.Key.IsEnd))));
        var order = new List<Moment>(_next.Count);
        while (ready.TryDequeue(out var moment, out _))
        {
            order.Add(moment);
            foreach (var (to, _) in _next[moment])
            {
                if (--waitsFor[to] == 0) ready.Enqueue(to, (place[to.TaskId], to.IsEnd));
            }
        }

        return order;
    }

    private double MeasureForwards()
    {
        foreach (var moment in Order)
        {
            var at = _earliest.GetValueOrDefault(moment);
            _earliest[moment] = at;
            foreach (var (to, hours) in _next[moment]) _earliest[to] = Math.Max(_earliest.GetValueOrDefault(to), at + hours);
        }

        return _earliest.Count == 0 ? 0 : _earliest.Values.Max();
    }

    private void MeasureBackwards()
    {
        foreach (var moment in Order.Reverse()) _latest[moment] = _next[moment].Select(next => _latest[next.To] - next.Hours).DefaultIfEmpty(Duration).Min();
    }

    internal readonly record struct Moment(long TaskId, bool IsEnd);
}
