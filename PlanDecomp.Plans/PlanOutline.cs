using System.Text;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans;

/// <summary>A plan's tree as read at one moment, looked up by task.</summary>
public sealed class PlanOutline
{
    private readonly Dictionary<long, PlanTaskNode> _tasks;
    private readonly int _maxLength;
    private string? _text;

    public PlanOutline(PlanTree tree, int maxLength)
    {
        (Plan, Top, _maxLength) = (tree.Plan, tree.Tasks, maxLength);
        var all = Below(Top);
        Tasks = all;
        _tasks = all.ToDictionary(task => task.TaskId);
    }

    public Plan Plan { get; }

    public IReadOnlyList<PlanTaskNode> Top { get; }

    /// <summary>All tasks in the order of the tree, parents before their children.</summary>
    public IReadOnlyList<PlanTaskNode> Tasks { get; }

    /// <summary>The tree, one line a task, indented by its level. When it is too long, deeper levels are left out, and the text says so.</summary>
    public string Text => _text ??= Draw(_ => true);

    /// <summary>The same without some tasks, which are told of elsewhere.</summary>
    public string TextWithout(IReadOnlySet<long> taskIds) => taskIds.Count == 0 ? Text : Draw(task => !taskIds.Contains(task.TaskId));

    /// <summary>Null when there is no such task (any more).</summary>
    public PlanTaskNode? Find(long taskId) => _tasks.GetValueOrDefault(taskId);

    /// <summary>The children of a task, or the top tasks for the plan itself.</summary>
    public IReadOnlyList<PlanTaskNode> ChildrenOf(long? taskId) => taskId is { } id ? Find(id)?.Children ?? [] : Top;

    /// <summary>1 for a top task, 0 for the plan itself.</summary>
    public int LevelOf(long? taskId) => taskId is { } id ? AncestorsOf(id).Count + 1 : 0;

    /// <summary>From the top task down to the parent.</summary>
    public IReadOnlyList<PlanTaskNode> AncestorsOf(long taskId)
    {
        var ancestors = new List<PlanTaskNode>();
        for (var parent = Find(taskId)?.ParentId; parent is { } id && Find(id) is { } task; parent = task.ParentId) ancestors.Add(task);
        ancestors.Reverse();
        return ancestors;
    }

    /// <summary>The tasks a job has made, in the order of the tree.</summary>
    public IReadOnlyList<long> CreatedBy(string jobId) => [.. Tasks.Where(task => task.CreatedByJob == jobId).Select(task => task.TaskId)];

    /// <summary>These tasks and all below them, parents before their children.</summary>
    public static List<PlanTaskNode> Below(IEnumerable<PlanTaskNode> top)
    {
        var tasks = new List<PlanTaskNode>();
        Walk([.. top], (task, _) => tasks.Add(task));
        return tasks;
    }

    private string Draw(Func<PlanTaskNode, bool> isShown)
    {
        var lines = new List<(int Level, string Text)>();
        Walk(Top, (task, level) =>
        {
            if (isShown(task)) lines.Add((level, new string(' ', (level - 1) * 2) + "- " + task.Title));
        });
        var deepest = lines.Count == 0 ? 0 : lines.Max(line => line.Level);
        for (var depth = deepest; depth > 1; depth--)
        {
            var shown = lines.Where(line => line.Level <= depth).ToList();
            if (shown.Sum(line => line.Text.Length + 1) <= _maxLength) return Join(shown, lines.Count - shown.Count);
        }

        var room = _maxLength;
        var first = lines.Where(line => line.Level == 1).TakeWhile(line => (room -= line.Text.Length + 1) >= 0).ToList();
        return Join(first, lines.Count - first.Count);
    }

    private static string Join(List<(int Level, string Text)> lines, int leftOut)
    {
        var text = new StringBuilder().AppendJoin('\n', lines.Select(line => line.Text));
        if (leftOut > 0) text.Append(lines.Count > 0 ? "\n" : "").Append("… (").Append(leftOut).Append(" more)");
        return text.ToString();
    }

    private static void Walk(IReadOnlyList<PlanTaskNode> top, Action<PlanTaskNode, int> visit)
    {
        var open = new Stack<(PlanTaskNode Task, int Level)>();
        foreach (var task in top.Reverse()) open.Push((task, 1));
        while (open.TryPop(out var next))
        {
            visit(next.Task, next.Level);
            foreach (var child in next.Task.Children.Reverse()) open.Push((child, next.Level + 1));
        }
    }
}
