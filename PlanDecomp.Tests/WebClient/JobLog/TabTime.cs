using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>A tab's clock, which tells what still waits for it.</summary>
internal sealed class TabTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<Waiting, bool> _waiting = [];

    /// <summary>Something waits that has exactly so long to go: what comes after it has not begun.</summary>
    public bool HasToGo(TimeSpan left) => _waiting.Keys.Any(timer => timer.Due - GetUtcNow() == left);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, base.CreateTimer(callback, state, dueTime, period), dueTime);
        _waiting[timer] = true;
        return timer;
    }

    private sealed class Waiting(TabTime time, ITimer timer, TimeSpan dueTime) : ITimer
    {
        public DateTimeOffset? Due { get; private set; } = time.After(dueTime);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = time.After(dueTime);
            return timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            time._waiting.TryRemove(this, out _);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private DateTimeOffset? After(TimeSpan dueTime) => dueTime < TimeSpan.Zero ? null : GetUtcNow() + dueTime;
}
