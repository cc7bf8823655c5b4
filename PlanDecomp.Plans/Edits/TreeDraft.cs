using System.Globalization;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Edits;

/// <summary>A tree in memory that edits are tried on before anything is stored.</summary>
/// <remarks>Invariant: what no edit removes is still there afterwards, and siblings stand in one order without gaps.</remarks>
public sealed class TreeDraft
{
    private const long Top = TaskEdit.Plan;

    private readonly Dictionary<long, Node> _nodes;
    private readonly Dictionary<long, List<long>> _children;

    public TreeDraft(TreeSnapshot from)
    {
        (Title, Description) = (from.Title, from.Description);
        _nodes = from.Tasks.ToDictionary(task => task.Key, task => new Node(task.Value));
        _children = from.Tasks.GroupBy(task => task.Value.ParentId ?? Top)
            .ToDictionary(siblings => siblings.Key, siblings => siblings.OrderBy(task => task.Value.Position).ThenBy(task => task.Key).Select(task => task.Key).ToList());
    }

    public string Title { get; private set; }
    public string Description { get; private set; }

    /// <summary>Tries the edits on the tree.</summary>
    /// <returns>The edits that do not fit it, which are left out.</returns>
    public IReadOnlyList<DroppedNode> Apply(IEnumerable<TaskEdit> edits)
    {
        var dropped = new List<DroppedNode>();
        var fitting = new List<TaskEdit>();
        foreach (var edit in edits)
        {
            if (edit.IsNew && edit.Place is null) dropped.Add(Drop(edit, "the new task has no place"));
            else if (edit.TaskId <= 0 || _nodes.ContainsKey(edit.TaskId)) fitting.Add(edit);
            else dropped.Add(Drop(edit, "the task does not exist any more"));
        }

        foreach (var edit in fitting.Where(edit => edit.Remove)) Remove(edit.TaskId);
        Place([.. fitting.Where(edit => !edit.Remove && edit.Place is not null)], dropped);
        foreach (var edit in fitting.Where(edit => !edit.Remove)) Change(edit);
        foreach (var node in _nodes.Values) node.DependsOn.RemoveAll(id => !_nodes.ContainsKey(id));
        return dropped;
    }

    /// <summary>The rule of plans that the tree breaks, for a person; null when it keeps all.</summary>
    public string? FindFault()
    {
        if (_nodes.Keys.Any(id => DepthOf(id) > PlanLimits.Depth)) return string.Create(CultureInfo.InvariantCulture, $"A plan has at most {PlanLimits.Depth} levels.");
        return Order().FindCycle() is { } cycle
            ? $"These would wait for each other: {string.Join(" → ", cycle.Select(id => $"\"{_nodes[id].Title}\""))}."
            : null;
    }

    /// <summary>The tree as it is now; positions run without gaps.</summary>
    public TreeSnapshot ToSnapshot() => new(Title, Description, _nodes.ToDictionary(node => node.Key, node => new TaskContent
    {
        ParentId = node.Value.ParentId,
        Position = _children[node.Value.ParentId ?? Top].IndexOf(node.Key),
        Title = node.Value.Title,
        Instruction = node.Value.Instruction,
        DependsOn = [.. node.Value.DependsOn.Order()],
        EffortHours = node.Value.EffortHours,
    }));

    private TaskOrder Order() => TaskOrder.Of(
        _nodes.Select(node => (node.Key, node.Value.ParentId)),
        _nodes.SelectMany(node => node.Value.DependsOn.Select(dependency => (node.Key, dependency))));

    private void Remove(long id)
    {
        var siblings = ChildrenOf(_nodes[id].ParentId);
        var at = siblings.IndexOf(id);
        siblings.RemoveAt(at);
        var below = ChildrenOf(id);
        siblings.InsertRange(at, below);
        foreach (var child in below) _nodes[child].ParentId = _nodes[id].ParentId;
        _children.Remove(id);
        _nodes.Remove(id);
    }

    private void Place(List<TaskEdit> edits, List<DroppedNode> dropped)
    {
        var homes = new Dictionary<long, (long? ParentId, int Position)>();
        foreach (var edit in edits.Where(edit => !edit.IsNew))
        {
            var siblings = ChildrenOf(_nodes[edit.TaskId].ParentId);
            homes.Add(edit.TaskId, (_nodes[edit.TaskId].ParentId, siblings.IndexOf(edit.TaskId)));
            siblings.Remove(edit.TaskId);
        }

        // From the first place to the last, and parents before what goes below them.
        var waiting = edits.OrderBy(edit => edit.Place!.Position).ThenBy(edit => Math.Abs(edit.TaskId)).ToList();
        while (waiting.FirstOrDefault(edit => IsInTree(edit.Place!.ParentId, homes)) is { } next)
        {
            waiting.Remove(next);
            homes.Remove(next.TaskId);
            Put(next.TaskId, next.Place!.ParentId, next.Place.Position);
        }

        foreach (var edit in waiting)
        {
            if (homes.Remove(edit.TaskId, out var home)) Put(edit.TaskId, IsInTree(home.ParentId, homes) ? home.ParentId : null, home.Position);
            dropped.Add(Drop(edit, "the task it goes below does not exist any more"));
        }
    }

    private void Put(long id, long? parentId, int position)
    {
        if (!_nodes.TryGetValue(id, out var node)) _nodes.Add(id, node = new Node(new TaskContent { Title = "" }));
        node.ParentId = parentId;
        var siblings = ChildrenOf(parentId);
        siblings.Insert(Math.Clamp(position, 0, siblings.Count), id);
    }

    private void Change(TaskEdit edit)
    {
        if (edit.TaskId == TaskEdit.Plan)
        {
            (Title, Description) = (edit.Title ?? Title, edit.Instruction ?? Description);
            return;
        }

        if (!_nodes.TryGetValue(edit.TaskId, out var node)) return;
        (node.Title, node.Instruction) = (edit.Title ?? node.Title, edit.Instruction ?? node.Instruction);
        node.EffortHours = PlanLimits.Round(edit.EffortHours) ?? node.EffortHours;
        if (edit.DependsOn is { } dependsOn) node.DependsOn = [.. dependsOn.Distinct()];
    }

    /// <summary>False for a task that is nowhere, or below one that has been taken out of its place.</summary>
    private bool IsInTree(long? id, Dictionary<long, (long? ParentId, int Position)> takenOut)
    {
        for (var at = id; at is { } above; at = _nodes[above].ParentId)
        {
            if (!_nodes.ContainsKey(above) || takenOut.ContainsKey(above)) return false;
        }

        return true;
    }

    private int DepthOf(long id)
    {
        var depth = 0;
        for (long? at = id; at is { } above; at = _nodes[above].ParentId) depth++;
        return depth;
    }

    private List<long> ChildrenOf(long? id)
    {
        if (!_children.TryGetValue(id ?? Top, out var children)) _children.Add(id ?? Top, children = []);
        return children;
    }

    private DroppedNode Drop(TaskEdit edit, string reason) =>
        new(edit.TaskId, _nodes.GetValueOrDefault(edit.TaskId)?.Title ?? edit.Title ?? "", reason);

    private sealed class Node(TaskContent content)
    {
        public long? ParentId { get; set; } = content.ParentId;
        public string Title { get; set; } = content.Title;
        public string Instruction { get; set; } = content.Instruction;
        public List<long> DependsOn { get; set; } = [.. content.DependsOn];
        public double? EffortHours { get; set; } = content.EffortHours;
    }
}
