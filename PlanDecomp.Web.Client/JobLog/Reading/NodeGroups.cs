using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog.Lines;

namespace PlanDecomp.Web.Client.JobLog.Reading;

/// <summary>The loaded lines by the node of the plan they are about, in the order in which the nodes appear.</summary>
/// <remarks>For the renderer's thread only. Reads each line once, as it comes.</remarks>
public sealed class NodeGroups(JobLogSubscription log)
{
    private readonly Dictionary<string, NodeGroup> _byNode = [];
    private readonly List<NodeGroup> _groups = [];
    private long _first;
    private long _last;

    public IReadOnlyList<NodeGroup> All => _groups;

    public void Update()
    {
        var all = log.Lines;
        var (first, last) = all.Count > 0 ? (all[0].Seq, all[^1].Seq) : (0, 0);

        // Lines were put in front, fell away or were thrown away: what stands where has changed.
        if (first != _first || last < _last)
        {
            _byNode.Clear();
            _groups.Clear();
            _last = 0;
        }

        var from = all.Count;
        while (from > 0 && all[from - 1].Seq > _last) from--;
        foreach (var line in all.Skip(from)) Add(line);
        (_first, _last) = (first, last);
    }

    private void Add(JobLogEntry line)
    {
        var arguments = LineArguments.Of(line);
        var title = IsOfWholeJob(arguments?.Code) ? null : arguments?.Find("title");
        var key = title is null ? "" : $"{arguments!.Number("task_id")}/{title}";
        if (!_byNode.TryGetValue(key, out var group))
        {
            _byNode.Add(key, group = new NodeGroup(key, title));
            _groups.Add(group);
        }

        group.Add(line, arguments);
    }

    /// <summary>Lines that name the job's target only to say what the job is about.</summary>
    private static bool IsOfWholeJob(string? code) =>
        code is not null && (code.StartsWith("execute.", StringComparison.Ordinal) || code.StartsWith("operation.", StringComparison.Ordinal));
}

/// <summary>The lines about one node.</summary>
/// <param name="key">Names the group among the others.</param>
/// <param name="title">The node's title; null for the lines about the job as a whole.</param>
public sealed class NodeGroup(string key, string? title)
{
    private readonly List<JobLogEntry> _lines = [];

    public string Key => key;

    public string? Title => title;

    public IReadOnlyList<JobLogEntry> Lines => _lines;

    /// <summary>Of the gravest line.</summary>
    public JobLogLevel Worst { get; private set; }

    public NodeState State { get; private set; }

    internal void Add(JobLogEntry line, LineArguments? arguments)
    {
        _lines.Add(line);
        if (line.Level > Worst) Worst = line.Level;
        State = arguments?.Code switch
        {
            "node.started" or "task.started" => NodeState.Working,
            "node.expanded" or "node.leaf" or "task.completed" or "summary.completed" => NodeState.Done,
            "task.prepared" or "summary.prepared" => NodeState.Prepared,
            "node.failed" or "task.failed" => NodeState.Failed,
            "task.skipped" => NodeState.Skipped,
            "task.returned" => NodeState.None,
            "parent.left_open" => arguments.Find("status") switch { "failed" => NodeState.Failed, "skipped" => NodeState.Skipped, _ => NodeState.None },
            "branch.stopped" when State != NodeState.Failed => NodeState.Done,
            _ => State,
        };
    }
}

public enum NodeState
{
    /// <summary>Nothing says.</summary>
    None,
    Working,
    Done,

    /// <summary>For a person, who has still to do it.</summary>
    Prepared,

    Failed,

    /// <summary>Left out because of others.</summary>
    Skipped,
}
