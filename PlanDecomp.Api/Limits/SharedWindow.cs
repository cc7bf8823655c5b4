using System.Threading.RateLimiting;
using RedisRateLimiting;

namespace PlanDecomp.Api.Limits;

/// <summary>So many in a window of time, counted in Redis for all instances; while Redis is away, here.</summary>
internal sealed class SharedWindow : RateLimiter
{
    private readonly RedisFixedWindowRateLimiter<string> _shared;
    private readonly FixedWindowRateLimiter _local;
    private readonly SharedCounters _counters;
    private readonly TimeSpan _window;

    public SharedWindow(SharedCounters counters, string key, int limit, TimeSpan window)
    {
        (_counters, _window) = (counters, window);
        _shared = new(key, new RedisFixedWindowRateLimiterOptions { PermitLimit = limit, Window = window, ConnectionMultiplexerFactory = () => counters.Redis });
        _local = new(new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = window, AutoReplenishment = false });
    }

    /// <summary>Null as long as what was counted here is needed: it would be forgotten.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            _local.TryReplenish();
            return _local.IdleDuration is { } local && _shared.IdleDuration is { } shared ? (local < shared ? local : shared) : null;
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        var lease = await _counters.AskAsync(() => _shared.AcquireAsync(permitCount, cancellationToken).AsTask());
        if (lease is not null)
        {
            // A turn of a window shorter than a second is still a second for who waits for it.
            return lease.IsAcquired ? lease : new Refusal(lease.TryGetMetadata(RateLimitMetadataName.RetryAfter, out var seconds) ? TimeSpan.FromSeconds(Math.Max(1, seconds)) : _window);
        }

        _local.TryReplenish();
        return _local.AttemptAcquire(permitCount);
    }

    /// <summary>Never at once: the count is elsewhere. Who is refused here asks again and waits.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Refusal(_window);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _shared.Dispose();
            _local.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <param name="retryAfter">When the window turns.</param>
    private sealed class Refusal(TimeSpan retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
