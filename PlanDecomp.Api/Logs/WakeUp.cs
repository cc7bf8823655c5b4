using System.Threading.Tasks.Sources;

namespace PlanDecomp.Api.Logs;

/// <summary>An auto-reset event for one waiting flow, without an allocation per wait.</summary>
internal sealed class WakeUp : IValueTaskSource
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Rung = 2;

    // The waiter runs on the thread pool, never on the thread that rings: one ring may wake a thousand.
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _state;

    /// <summary>Wakes the waiter, or lets its next wait return at once. Rings in between count as one.</summary>
    public void Ring()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == Rung) return;
            if (state == Idle && Interlocked.CompareExchange(ref _state, Rung, Idle) == Idle) return;

            // Invariant: Waiting is left by exactly one ringer, which alone completes the wait.
            if (state == Waiting && Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting)
            {
                _core.SetResult(true);
                return;
            }
        }
    }

    /// <summary>Waits for a ring since the last wait. Only one flow may wait.</summary>
    public ValueTask WaitAsync()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Rung) == Rung) return ValueTask.CompletedTask;
        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle) return new ValueTask(this, _core.Version);

        // Rung between the two looks. Only the waiter takes Rung back, so a plain write is enough.
        Volatile.Write(ref _state, Idle);
        return ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
