using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Budgets;

/// <summary>A run's budgets over all attempts. What tasks in flight may use is set aside for them when they start.</summary>
/// <remarks>
/// Invariant: whether a task may start, and with how much, follows from what is settled and which tasks are in flight, never
/// from which of their calls has ended already. So the same answers give the same end, whatever the timing.
/// A task that is not the first in line starts early only when all it might need is free; else it waits until it is the first.
/// Money is set aside for each call, too, at its dearest: one that does not fit beside those under way waits for their ends. So a budget
/// of money is overrun by no more than one call.
/// </remarks>
internal sealed class RunBudget
{
    private const double MaxTimerSeconds = 40 * 24 * 3600;

    /// <summary>The part of a budget of money after which a person is warned.</summary>
    private const decimal WarnAt = 0.8m;

    private readonly Lock _gate = new();
    private readonly BudgetLimits _limits;
    private readonly TimeProvider _time;
    private readonly bool _paid;
    private readonly int _callsPerTask;
    private readonly double _secondsBefore;
    private readonly long _started;
    private readonly List<BudgetShare> _flying = [];
    private RunUsage _usage;
    private long _settledTokens;
    private long _settledTokensHere;
    private int _settledTasksHere;
    private int _created;
    private decimal _settledCost;
    private decimal _settledCostHere;
    private decimal _reserved;
    private bool _hasWarned;
    private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="limits">The job's.</param>
    /// <param name="usage">Of the attempts before.</param>
    /// <param name="created">Tasks created by the attempts before.</param>
    /// <param name="paid">The work makes calls that cost.</param>
    /// <param name="callsPerTask">Calls a task needs at most when the endpoint works.</param>
    /// <param name="time">The clock.</param>
    public RunBudget(BudgetLimits limits, RunUsage usage, int created, bool paid, int callsPerTask, TimeProvider time)
    {
        (_limits, _usage, _created, _paid, _callsPerTask, _time) = (limits, usage, created, paid, callsPerTask, time);
        _settledTokens = usage.Tokens;
        _settledCost = usage.Cost ?? 0;
        _hasWarned = _settledCost >= limits.Cost * WarnAt;
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

    public RunUsage Usage
    {
        get
        {
            lock (_gate) return _usage with { Seconds = Seconds };
        }
    }

    /// <summary>What is left of the time budget, no more than a timer can hold; null without one.</summary>
    public TimeSpan? TimeLeft => _limits.Seconds is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds - Seconds, 0, MaxTimerSeconds)) : null;

    /// <summary>A budget's limit; null for a reason that is no budget.</summary>
    public double? LimitOf(string reason) => reason switch
    {
        StopReasons.NodeBudget => _limits.Created,
        StopReasons.LlmCallBudget => _limits.Calls,
        StopReasons.TokenBudget => _limits.Tokens,
        StopReasons.CostBudget => (double?)_limits.Cost,
        StopReasons.DayBudget => (double?)_limits.Day,
        StopReasons.TimeBudget => _limits.Seconds,
        _ => null,
    };

    private double Seconds => _secondsBefore + _time.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Sets aside what one more task may use.</summary>
    /// <param name="share">Its share; null when it must not start now.</param>
    /// <param name="reason">The budget that is used up; null when the task only has to wait for those in flight.</param>
    public bool TryAdmit(out BudgetShare share, out string? reason)
    {
        lock (_gate)
        {
            share = null!;
            var first = _flying.Count == 0;
            var children = _limits.Created - _created - _flying.Sum(other => other.MaxChildren);
            var calls = CallsFree();
            reason = FindStop(first, children, calls);
            if (reason is not null || (!first && MustWait(children, calls))) return false;

            share = new BudgetShare(this, Math.Min(_limits.MaxChildren, children), Math.Min(_callsPerTask, calls), _settledTokens, _settledCost);
            _flying.Add(share);
            return true;
        }
    }

    /// <summary>Sets aside calls for what creates no tasks of its own, or only what is left to create. For when nothing is in flight.</summary>
    /// <param name="share">Its share; null when a budget is used up.</param>
    /// <param name="reason">The budget; null when none is.</param>
    public bool TryAdmitCalls(out BudgetShare share, out string? reason)
    {
        lock (_gate)
        {
            var calls = CallsFree();
            reason = FindSpent(calls);
            share = reason is null ? new BudgetShare(this, Math.Max(0, _limits.Created - _created), Math.Min(_callsPerTask, calls), _settledTokens, _settledCost) : null!;
            if (reason is null) _flying.Add(share);
            return reason is null;
        }
    }

    /// <summary>The task's turn has come: what it used counts for those after it, and what it did not use is free.</summary>
    /// <param name="share">The share it had.</param>
    /// <param name="created">The tasks it has brought.</param>
    public void Settle(BudgetShare share, int created = 0)
    {
        lock (_gate)
        {
            _flying.Remove(share);
            _created += created;
            _settledTokens += share.Tokens;
            _settledTokensHere += share.Tokens;
            _settledCost += share.Cost;
            _settledCostHere += share.Cost;
            if (share.Calls > 0) _settledTasksHere++;
        }
    }

    /// <summary>The budget that stops a task in the middle of its calls; null when it may make one more, which is counted at once.</summary>
    /// <param name="share">The task's share.</param>
    /// <param name="most">What the call costs at most.</param>
    /// <param name="ct">Cancels the wait for calls under way.</param>
    internal async ValueTask<string?> TakeCallAsync(BudgetShare share, decimal most, CancellationToken ct)
    {
        while (true)
        {
            Task ended;
            lock (_gate)
            {
                if (FindStop(share) is { } reason) return reason;
                if (_limits.Cost is not { } limit || _reserved == 0 || (_usage.Cost ?? 0) + _reserved + most <= limit)
                {
                    share.Calls++;
                    share.Reserved = most;
                    _reserved += most;
                    _usage = _usage with { Calls = _usage.Calls + 1 };
                    return null;
                }

                ended = _ended.Task;
            }

            await ended.WaitAsync(ct);
        }
    }

    /// <returns>What is used and the limit, once, when it is time to warn of it.</returns>
    internal (decimal Cost, decimal Limit)? Count(BudgetShare share, PaidCall call)
    {
        TaskCompletionSource ended;
        (decimal, decimal)? warning = null;
        lock (_gate)
        {
            share.Tokens += call.InputTokens + call.OutputTokens;
            share.Cost += call.Cost ?? 0;
            share.LastModel = call.Model;
            _reserved -= share.Reserved;
            share.Reserved = 0;
            _usage = _usage.With(call);
            if (!_hasWarned && _limits.Cost is { } limit && _usage.Cost is { } cost && cost >= limit * WarnAt)
            {
                _hasWarned = true;
                warning = (cost, limit);
            }

            (ended, _ended) = (_ended, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        ended.TrySetResult();
        return warning;
    }

    private string? FindStop(BudgetShare share)
    {
        if (TimeLeft <= TimeSpan.Zero) return StopReasons.TimeBudget;
        if (share.SettledTokensAtStart + share.Tokens >= _limits.Tokens) return StopReasons.TokenBudget;

        // Retries of others may have used up what the tasks in flight were admitted for.
        if (share.SettledCostAtStart + share.Cost >= _limits.Cost || (_usage.Cost ?? 0) >= _limits.Cost) return StopReasons.CostBudget;

        // Only retries exceed the share, and they go on while no other task's share is touched.
        return share.Calls >= share.MaxCalls && CallsFree() < 1 ? StopReasons.LlmCallBudget : null;
    }

    private int CallsFree() => _paid ? _limits.Calls - _usage.Calls - _flying.Sum(share => Math.Max(0, share.MaxCalls - share.Calls)) : int.MaxValue;

    private string? FindStop(bool first, int children, int calls)
    {
        if (!first) return null;
        if (children < Math.Min(_limits.MinChildren, _limits.Created) || children < 1) return StopReasons.NodeBudget;
        return FindSpent(calls);
    }

    private string? FindSpent(int calls)
    {
        if (calls < 1) return StopReasons.LlmCallBudget;
        if (_paid && _settledTokens >= _limits.Tokens) return StopReasons.TokenBudget;
        if (_paid && _settledCost >= _limits.Cost) return StopReasons.CostBudget;
        return TimeLeft <= TimeSpan.Zero ? StopReasons.TimeBudget : null;
    }

    private bool MustWait(int children, int calls)
    {
        if (children < _limits.MaxChildren || calls < _callsPerTask || TimeLeft <= TimeSpan.Zero) return true;
        if (!_paid || (_limits.Tokens is null && _limits.Cost is null)) return false;

        // The first task's cost tells what the next ones will need.
        if (_settledTasksHere == 0) return true;
        var tasks = _flying.Count + 1;
        return _settledTokens + (tasks * (_settledTokensHere / _settledTasksHere)) > _limits.Tokens || _settledCost + (tasks * (_settledCostHere / _settledTasksHere)) > _limits.Cost;
    }
}
