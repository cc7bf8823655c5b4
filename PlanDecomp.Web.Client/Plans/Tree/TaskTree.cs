using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Plans.Tree;

/// <summary>A plan's tasks as they were read at one time: in the order of the tree, numbered, and by id.</summary>
public sealed class TaskTree
{
    private readonly Dictionary<long, TaskEntry> _byId = [];
    private readonly List<TaskEntry> _entries;
    private readonly PlanTree _tree;
    private readonly Lazy<ILookup<long, TaskEntry>> _neededBy;

    public TaskTree(PlanTree tree)
    {
        (Plan, _tree) = (tree.Plan, tree);
        _entries = new List<TaskEntry>(tree.Plan.TaskCount);
        Add(tree.Tasks, parent: null);
        _neededBy = new(() => _entries.SelectMany(entry => entry.Task.DependsOn, (entry, id) => (entry, id)).ToLookup(pair => pair.id, pair => pair.entry));
    }

    public Plan Plan { get; }

    /// <summary>Parents before their children.</summary>
    public IReadOnlyList<TaskEntry> Entries => _entries;

    public TaskEntry? Find(long? taskId) => taskId is { } id ? _byId.GetValueOrDefault(id) : null;

    /// <summary>The tasks that wait for this one.</summary>
    public IEnumerable<TaskEntry> NeededBy(long taskId) => _neededBy.Value[taskId];

    /// <summary>The children of a task, or with null the top tasks.</summary>
    public IEnumerable<TaskEntry> ChildrenOf(TaskEntry? parent) =>
        parent is null ? _entries.Where(entry => entry.Parent is null) : parent.Task.Children.Select(child => _byId[child.TaskId]);

    /// <summary>The sibling so many places after (or, negative, before) this one; null when there is none.</summary>
    public TaskEntry? Sibling(TaskEntry entry, int distance) => ChildrenOf(entry.Parent).ElementAtOrDefault(entry.Index + distance);

    /// <summary>True when an execution of a task, or with null of the plan, has something to do without going over completed tasks again.</summary>
    public bool HasOpenWork(TaskEntry? entry) => entry is null
        ? ChildrenOf(null).Any(HasOpenWork)
        : entry.HasChildren ? ChildrenOf(entry).Any(HasOpenWork) : !entry.Task.Status.IsWorkedOut();

    /// <summary>True when a result of a task with what is below it, or with null of the plan, is out of date.</summary>
    public bool HasStale(TaskEntry? entry) => (entry is null || entry.Task.Stale is null) ? ChildrenOf(entry).Any(HasStale) : true;

    /// <summary>The unfinished tasks outside that something of a task depends on, by number and title.</summary>
    public IReadOnlyList<string> OutsideNeedsOf(TaskEntry entry) =>
        [.. OutsideNeeds.Of(_tree, entry.Id).Select(task => Find(task.TaskId)).OfType<TaskEntry>().Select(other => $"{other.Number} {other.Task.Title}")];

    private int Add(IReadOnlyList<PlanTaskNode> siblings, TaskEntry? parent)
    {
        var count = siblings.Count;
        for (var i = 0; i < siblings.Count; i++)
        {
            var entry = new TaskEntry
            {
                Task = siblings[i],
                Number = parent is null ? $"{i + 1}" : $"{parent.Number}.{i + 1}",
                Parent = parent,
                Index = i,
                SiblingCount = siblings.Count,
                Level = (parent?.Level ?? 0) + 1,
            };
            _entries.Add(entry);
            _byId[entry.Id] = entry;
            entry.DescendantCount = Add(siblings[i].Children, entry);
            count += entry.DescendantCount;
        }

        return count;
    }
}
