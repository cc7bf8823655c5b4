using System.Collections.Frozen;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog;

namespace PlanDecomp.Web.Client.Plans;

/// <summary>Follows the jobs at work on one plan, and says when its tree may have grown or its tasks may stand otherwise.</summary>
/// <remarks>Events may come on any thread, as those of the subscriptions do.</remarks>
public sealed class PlanGrowth(JobLogSubscriptions subscriptions) : IDisposable
{
    // What decompositions, executions and operations write when they have changed something in the plan.
    private static readonly FrozenSet<string> ChangingLines = FrozenSet.Create(
        "node.expanded", "task.started", "task.completed", "summary.completed", "task.prepared", "summary.prepared", "task.failed", "task.skipped", "task.returned", "parent.left_open",
        "operation.applied");

    private readonly Dictionary<string, Followed> _followed = [];

    /// <summary>Tasks have come or stand otherwise, or the job has done the last that it does.</summary>
    public event Action? Grown;

    /// <summary>A followed job's status or figures have changed.</summary>
    public event Action? Changed;

    /// <summary>A followed job has ended; it is followed no longer.</summary>
    public event Action<Job>? Ended;

    /// <summary>The newest of the jobs at work, with its figures; null when none is.</summary>
    public Job? Current { get; private set; }

    /// <summary>Follows a job until its end; one that is followed already goes on.</summary>
    public void Follow(string jobId)
    {
        Followed one;
        lock (_followed)
        {
            if (_followed.ContainsKey(jobId)) return;
            _followed[jobId] = one = new Followed(this, subscriptions.Open(jobId));
        }

        one.Look();
    }

    public void Dispose()
    {
        lock (_followed)
        {
            foreach (var followed in _followed.Values) followed.Dispose();
            _followed.Clear();
        }
    }

    /// <summary>A line after which the plan is not as it was before.</summary>
    private static bool MeansGrowth(JobLogEntry line) =>
        line.Metadata is { ValueKind: JsonValueKind.Object } metadata
        && metadata.TryGetProperty("code", out var code)
        && code.ValueKind == JsonValueKind.String
        && ChangingLines.Contains(code.GetString()!);

    private void Look(Followed one)
    {
        var job = one.Subscription.Job;
        var isOver = one.Subscription.Missing || job?.Status.IsTerminal() == true;
        var isFirst = false;
        lock (_followed)
        {
            if (!_followed.ContainsKey(one.Subscription.JobId)) return;
            if (isOver) _followed.Remove(one.Subscription.JobId);
            if (job is not null && !one.IsLoaded) isFirst = one.IsLoaded = true;
            Current = _followed.Values.Select(followed => followed.Subscription.Job).OfType<Job>().MaxBy(active => active.CreatedAt);
        }

        // Lines that were there when it was loaded raise nothing, and the tree may have been read before them.
        if (isFirst || isOver) Grown?.Invoke();
        Changed?.Invoke();
        if (!isOver) return;
        one.Dispose();
        if (job is not null) Ended?.Invoke(job);
    }

    private sealed class Followed : IDisposable
    {
        private readonly PlanGrowth _growth;

        public Followed(PlanGrowth growth, JobLogSubscription subscription)
        {
            _growth = growth;
            Subscription = subscription;
            subscription.Changed += Look;
            subscription.LineArrived += Read;
        }

        public JobLogSubscription Subscription { get; }

        public bool IsLoaded { get; set; }

        public void Look() => _growth.Look(this);

        public void Dispose()
        {
            Subscription.Changed -= Look;
            Subscription.LineArrived -= Read;
            Subscription.Dispose();
        }

        private void Read(JobLogEntry line)
        {
            if (MeansGrowth(line)) _growth.Grown?.Invoke();
        }
    }
}
