using Microsoft.Extensions.Options;

namespace PlanDecomp.Llm;

/// <summary>What all calls of this process to one model share: how many there may be at a time, the pauses an endpoint asks for, what it takes, and whether it answers at all.</summary>
public sealed class LlmTraffic(IOptions<LlmOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Calls in a row that may fail with all their retries before the endpoint counts as down.</summary>
    private const int MaxFailedCalls = 3;

    /// <summary>How much longer each pause is than the one before, where the endpoint does not say how long: with four retries, up to minutes.</summary>
    private const int PauseGrowth = 4;

    private readonly SemaphoreSlim _slots = new(options.Value.MaxConcurrentCalls);
    private readonly Lock _gate = new();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private int _pauses;
    private int _failedCalls;
    private DateTimeOffset _leftAloneUntil = DateTimeOffset.MinValue;
    private LlmFailure? _leftAloneBecause;

    public LlmParameters Parameters { get; } = new(options.Value);

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

    /// <summary>An endpoint that has had enough and does not say for how long: all calls wait, longer each time until one is answered.</summary>
    /// <returns>How long; what is left of a pause when there is one.</returns>
    public TimeSpan PauseAll()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_pausedUntil > now) return _pausedUntil - now;
            var pause = options.Value.RetryDelay * Math.Pow(PauseGrowth, Math.Min(_pauses++, 10)) * (1 + (Random.Shared.NextDouble() / 4));
            if (pause > options.Value.MaxRetryDelay) pause = options.Value.MaxRetryDelay;
            _pausedUntil = now + pause;
            return pause;
        }
    }

    /// <summary>The endpoint has answered a call.</summary>
    public void NoteAnswer()
    {
        lock (_gate) (_pauses, _failedCalls) = (0, 0);
    }

    /// <summary>A call got no answer, retries included.</summary>
    /// <param name="calls">As many in a row.</param>
    /// <returns>True when that is enough: no other call will do better now.</returns>
    public bool NoteFailedCall(out int calls)
    {
        lock (_gate) return (calls = ++_failedCalls) >= MaxFailedCalls;
    }

    /// <summary>Another model does its work until then.</summary>
    public void LeaveAlone(DateTimeOffset until, LlmFailure because)
    {
        lock (_gate) (_leftAloneUntil, _leftAloneBecause) = (until, because);
    }

    /// <summary>What the model has failed with that is left alone; null when none ever was.</summary>
    public LlmFailure? LeftAloneBecause
    {
        get
        {
            lock (_gate) return _leftAloneBecause;
        }
    }

    public bool IsLeftAlone(DateTimeOffset now)
    {
        lock (_gate) return now < _leftAloneUntil;
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
