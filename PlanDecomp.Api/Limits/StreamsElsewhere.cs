using Microsoft.Extensions.Options;
using PlanDecomp.Api.Logs;
using PlanDecomp.Jobs;
using StackExchange.Redis;

namespace PlanDecomp.Api.Limits;

/// <summary>How many streams accounts have open at the other instances, as of some seconds ago.</summary>
/// <remarks>Told in rounds, so that commands to Redis do not grow with the streams. An instance that is gone is forgotten with its last word.</remarks>
internal sealed class StreamsElsewhere(
    IServiceProvider services, SharedCounters counters, RedisKeys keys, IOptions<LimitOptions> options, TimeProvider time, ILogger<StreamsElsewhere> logger)
    : PeriodicWork(time, logger)
{
    private static readonly TimeSpan Word = TimeSpan.FromSeconds(30);

    private readonly string _me = Guid.NewGuid().ToString("N");
    private IReadOnlyDictionary<string, long> _elsewhere = new Dictionary<string, long>();

    protected override bool IsWanted => options.Value.Enabled;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(3);

    /// <summary>True when the account has as many as it may have.</summary>
    /// <param name="owner">The account.</param>
    /// <param name="here">How many it has open at this instance.</param>
    public bool IsFull(string owner, int here) =>
        options.Value.Enabled && here + _elsewhere.GetValueOrDefault(owner) >= options.Value.StreamsPerAccount;

    protected override async Task RoundAsync(CancellationToken ct) =>
        _elsewhere = await counters.AskAsync(ExchangeAsync) ?? new Dictionary<string, long>();

    private async Task<Dictionary<string, long>> ExchangeAsync()
    {
        var db = counters.Redis.GetDatabase();
        var now = Time.GetUtcNow().ToUnixTimeMilliseconds();

        // Asked for here and not before: what is made before the telemetry of Redis outlives it, and the relay says goodbye to Redis at its end.
        var mine = services.GetRequiredService<JobLogRelay>().CountByOwner().Select(one => new HashEntry(one.Key, one.Value)).ToArray();
        List<Task> told = [db.KeyDeleteAsync(keys.StreamsOf(_me)), db.SortedSetAddAsync(keys.StreamInstances, _me, now)];
        if (mine.Length > 0) told.Add(db.HashSetAsync(keys.StreamsOf(_me), mine));
        told.Add(db.KeyExpireAsync(keys.StreamsOf(_me), Word));
        told.Add(db.KeyExpireAsync(keys.StreamInstances, Word));
        told.Add(db.SortedSetRemoveRangeByScoreAsync(keys.StreamInstances, double.NegativeInfinity, now - Word.TotalMilliseconds));
        await Task.WhenAll(told);

        var others = (await db.SortedSetRangeByRankAsync(keys.StreamInstances)).Where(other => other != _me);
        var theirs = await Task.WhenAll(others.Select(other => db.HashGetAllAsync(keys.StreamsOf(other!))));
        return theirs.SelectMany(entries => entries).GroupBy(entry => (string)entry.Name!, entry => (long)entry.Value)
            .ToDictionary(owner => owner.Key, owner => owner.Sum());
    }
}
