using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Worker.Planning;

/// <summary>A decomposition's budgets. What nodes in flight may use is set aside for them when they start.</summary>
/// <remarks>
/// Invariant: whether a node may start, and with how much, follows from what is committed and which nodes are in flight, never
/// from which of their calls has ended already. So the same answers give the same tree, whatever the timing.
/// A node that is not the first in line starts early only when all it might need is free; else it waits until it is the first.
/// </remarks>
internal sealed class DecomposeBudget
{
    private const double MaxTimerSeconds = 40 * 24 * 3600;

    private readonly Lock _gate = new();
    private readonly DecomposeParams _limits;
    private readonly TimeProvider _time;
    private readonly bool _paid;
    private readonly int _callsPerNode;
    private readonly double _secondsBefore;
    private readonly long _started;
    private readonly List<NodeBudget> _flying = [];
    private DecomposeUsage _usage;
    private long _settledTokens;
    private long _settledTokensHere;
    private int _settledNodesHere;
    private int _created;

    /// <param name="limits">The job's.</param>
    /// <param name="usage">Of the attempts before.</param>
    /// <param name="created">Tasks created by the attempts before.</param>
    /// <param name="paid">The planner makes calls that cost.</param>
    /// <param name="callsPerNode">Calls a node needs at most when the endpoint works.</param>
    /// <param name="time">The clock.</param>
    public DecomposeBudget(DecomposeParams limits, DecomposeUsage usage, int created, bool paid, int callsPerNode, TimeProvider time)
    {
        (_limits, _usage, _created, _paid, _callsPerNode, _time) = (limits, usage, created, paid, callsPerNode, time);
        _settledTokens = usage.Tokens;
        _secondsBefore = usage.Seconds;
        _started = time.GetTimestamp();
    }

    public int Created
    {
        get
        {
            lock (_gate) return _created;
        }
    }

    public DecomposeUsage Usage
    {
        get
        {
            lock (_gate) return _usage with { Seconds = Seconds };
        }
    }

    /// <summary>What is left of the time budget, no more than a timer can hold; null without one.</summary>
    public TimeSpan? TimeLeft => _limits.TimeBudgetSeconds is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds - Seconds, 0, MaxTimerSeconds)) : null;

    private double Seconds => _secondsBefore + _time.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Sets aside what one more node may use.</summary>
    /// <param name="node">Its share; null when it must not start now.</param>
    /// <param name="reason">The budget that is used up; null when the node only has to wait for those in flight.</param>
    public bool TryAdmit(out NodeBudget node, out string? reason)
    {
        lock (_gate)
        {
            node = null!;
            var first = _flying.Count == 0;
            var children = _limits.NodeBudget - _created - _flying.Sum(other => other.MaxChildren);
            var calls = CallsFree();
            reason = FindStop(first, children, calls);
            if (reason is not null || (!first && MustWait(children, calls))) return false;

            node = new NodeBudget(this, Math.Min(_limits.MaxChildren, children), Math.Min(_callsPerNode, calls), _settledTokens);
            _flying.Add(node);
            return true;
        }
    }

    /// <summary>The node's turn has come: what it used counts for those after it, and what it did not use is free.</summary>
    /// <param name="node">The share it had.</param>
    /// <param name="created">The tasks it has brought.</param>
    public void Settle(NodeBudget node, int created)
    {
        lock (_gate)
        {
            _flying.Remove(node);
            _created += created;
            _settledTokens += node.Tokens;
            _settledTokensHere += node.Tokens;
            if (node.Calls > 0) _settledNodesHere++;
        }
    }

    /// <summary>The budget that stops a node in the middle of its calls; null when it may make one more, which is counted at once.</summary>
    private string? TakeCall(NodeBudget node)
    {
        lock (_gate)
        {
            if (TimeLeft <= TimeSpan.Zero) return StopReasons.TimeBudget;
            if (node.SettledTokensAtStart + node.Tokens >= _limits.TokenBudget) return StopReasons.TokenBudget;

            // Only retries exceed the share, and they go on while no other node's share is touched.
            if (node.Calls >= node.MaxCalls && CallsFree() < 1) return StopReasons.LlmCallBudget;
            node.Calls++;
            _usage = _usage with { Calls = _usage.Calls + 1 };
            return null;
        }
    }

    private void Count(NodeBudget node, long inputTokens, long outputTokens, decimal? cost)
    {
        lock (_gate)
        {
            node.Tokens += inputTokens + outputTokens;
            _usage = _usage with
            {
                InputTokens = _usage.InputTokens + inputTokens,
                OutputTokens = _usage.OutputTokens + outputTokens,
                Cost = cost is null ? _usage.Cost : (_usage.Cost ?? 0) + cost,
            };
        }
    }

    private int CallsFree() => _paid ? _limits.LlmCallBudget - _usage.Calls - _flying.Sum(node => Math.Max(0, node.MaxCalls - node.Calls)) : int.MaxValue;

    private string? FindStop(bool first, int children, int calls)
    {
        if (!first) return null;
        if (children < Math.Min(_limits.MinChildren, _limits.NodeBudget) || children < 1) return StopReasons.NodeBudget;
        if (calls < 1) return StopReasons.LlmCallBudget;
        if (_paid && _settledTokens >= _limits.TokenBudget) return StopReasons.TokenBudget;
        return TimeLeft <= TimeSpan.Zero ? StopReasons.TimeBudget : null;
    }

    private bool MustWait(int children, int calls)
    {
        if (children < _limits.MaxChildren || calls < _callsPerNode || TimeLeft <= TimeSpan.Zero) return true;
        if (!_paid || _limits.TokenBudget is not { } tokens) return false;

        // The first node's cost tells what the next ones will need.
        if (_settledNodesHere == 0) return true;
        return _settledTokens + ((_flying.Count + 1) * (_settledTokensHere / _settledNodesHere)) > tokens;
    }

    /// <summary>One node's share.</summary>
    internal sealed class NodeBudget(DecomposeBudget budget, int maxChildren, int maxCalls, long settledTokensAtStart)
    {
        public int MaxChildren => maxChildren;
        public int MaxCalls => maxCalls;
        public long SettledTokensAtStart => settledTokensAtStart;
        public int Calls { get; set; }
        public long Tokens { get; set; }

        public string? TakeCall() => budget.TakeCall(this);

        public void Count(long inputTokens, long outputTokens, decimal? cost) => budget.Count(this, inputTokens, outputTokens, cost);
    }
}
