using Microsoft.Extensions.Options;

namespace PlanDecomp.Llm;

/// <summary>What all calls of this process share: how many there may be at a time, and the pauses an endpoint asks for.</summary>
public sealed class LlmTraffic(IOptions<LlmOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Value.MaxConcurrentCalls);
    private readonly Lock _gate = new();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <summary>Waits for a place and for the end of a pause. Dispose what it returns when the call is over.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        var place = new Place(_slots);
        try
        {
            await WaitWhilePausedAsync(ct);
            return place;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>An endpoint that asks one call to wait means all of them.</summary>
    public void PauseAll(TimeSpan pause)
    {
        var until = time.GetUtcNow() + pause;
        lock (_gate)
        {
            if (until > _pausedUntil) _pausedUntil = until;
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task WaitWhilePausedAsync(CancellationToken ct)
    {
        while (true)
        {
            TimeSpan rest;
            lock (_gate) rest = _pausedUntil - time.GetUtcNow();
            if (rest <= TimeSpan.Zero) return;
            await Task.Delay(rest, time, ct);
        }
    }

    private sealed class Place(SemaphoreSlim slots) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) slots.Release();
        }
    }
}
