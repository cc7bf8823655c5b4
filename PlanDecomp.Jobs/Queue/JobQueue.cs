// Step 1 of a job's way, second half: the id goes to Redis so that a worker hears of it at once.
using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace PlanDecomp.Jobs.Queue;

/// <summary>The queue in Redis: a stream of job ids with one consumer group. A hint to hurry, never the truth.</summary>
/// <remarks>
/// Entries may be lost (the sweeper adds them anew) or doubled (the claim in the store decides), so nothing here needs to be exact.
/// Never trimmed: a trimmed entry would wait for the sweeper.
/// </remarks>
public sealed partial class JobQueue(IConnectionMultiplexer redis, RedisKeys keys)
{
    private const string JobIdField = "job_id";
    private const string TraceField = "traceparent";
    private const int ScanPage = 1_000;

    private IDatabase Db => redis.GetDatabase();

    /// <summary>Adds the job and rings the workers' bell.</summary>
    /// <exception cref="RedisException">Redis is away; the sweeper will enqueue the job.</exception>
    public async Task EnqueueAsync(string jobId, string? traceParent)
    {
        var added = Db.StreamAddAsync(keys.Queue, [new(JobIdField, jobId), new(TraceField, traceParent ?? "")]);
        var rung = Db.PublishAsync(keys.QueueBell, RedisValue.EmptyString);
        await Task.WhenAll(added, rung);
    }

    /// <summary>New entries for this consumer, without waiting for any.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task<IReadOnlyList<QueueEntry>> TakeAsync(string consumer, int count) =>
        WithGroupAsync(async () => ToEntries(await Db.StreamReadGroupAsync(keys.Queue, RedisKeys.Group, consumer, ">", count)));

    /// <summary>Entries that were handed out longer ago than <paramref name="minIdle"/> and are not removed: of long runs, or left behind.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task<IReadOnlyList<QueueEntry>> LeftBehindAsync(string consumer, TimeSpan minIdle, int count) =>
        WithGroupAsync(async () => ToEntries(
            (await Db.StreamAutoClaimAsync(keys.Queue, RedisKeys.Group, consumer, (long)minIdle.TotalMilliseconds, "0-0", count)).ClaimedEntries));

    /// <summary>Takes entries out of the queue for good.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task RemoveAsync(params RedisValue[] entryIds)
    {
        if (entryIds.Length == 0) return;
        await Task.WhenAll(Db.StreamAcknowledgeAsync(keys.Queue, RedisKeys.Group, entryIds), Db.StreamDeleteAsync(keys.Queue, entryIds));
    }

    /// <summary>The ids of the jobs whose entries no worker has been handed yet.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task<IReadOnlySet<string>> WaitingJobsAsync() => WithGroupAsync<IReadOnlySet<string>>(async () =>
    {
        var groups = await Db.StreamGroupInfoAsync(keys.Queue);
        var from = groups.FirstOrDefault(group => group.Name == RedisKeys.Group).LastDeliveredId ?? "0-0";
        var waiting = new HashSet<string>();
        while (true)
        {
            var page = await Db.StreamRangeAsync(keys.Queue, $"({from}", "+", ScanPage);
            foreach (var entry in page) waiting.Add(entry[JobIdField]!);
            if (page.Length < ScanPage) return waiting;
            from = page[^1].Id!;
        }
    });

    /// <summary>True for one worker at a time: who gets it sweeps for all, until the time is over.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task<bool> TryBecomeSweeperAsync(string consumer, TimeSpan duration) =>
        Db.StringSetAsync(keys.Sweeper, consumer, duration, When.NotExists);

    /// <summary>Entries in the queue, delivered ones included.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task<long> LengthAsync() => Db.StreamLengthAsync(keys.Queue);

    /// <summary>Tells every worker that someone wants the job cancelled.</summary>
    /// <exception cref="RedisException">Redis is away; the worker finds the wish in the store within seconds.</exception>
    public Task AnnounceCancellationAsync(string jobId) => Db.PublishAsync(keys.Cancellations, jobId);

    /// <summary>Calls back for every ring of the bell, and for every job whose cancellation is announced, until disposed.</summary>
    /// <remarks>While Redis is away the subscriptions wait, and begin when it is back.</remarks>
    public async Task<IAsyncDisposable> ListenAsync(Action onBell, Action<string> onCancellation)
    {
        var subscriber = redis.GetSubscriber();
        // Fire and forget: a SUBSCRIBE that fails would leave a queue behind that no one reads and no one can dispose.
        var bell = await subscriber.SubscribeAsync(keys.QueueBell, CommandFlags.FireAndForget);
        bell.OnMessage(_ => onBell());
        var cancellations = await subscriber.SubscribeAsync(keys.Cancellations, CommandFlags.FireAndForget);
        cancellations.OnMessage(message => onCancellation(message.Message!));
        return new Listening(bell, cancellations);
    }

    /// <summary>Forgets a consumer that stops, unless it was handed entries that are not done with.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task ForgetConsumerAsync(string consumer) => ForgetConsumersAsync(other => other.Name == consumer);

    /// <summary>Forgets consumers that crashed long ago.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task ForgetIdleConsumersAsync(TimeSpan idle) => ForgetConsumersAsync(other => other.IdleTimeInMilliseconds > idle.TotalMilliseconds);

    private Task<int> ForgetConsumersAsync(Func<StreamConsumerInfo, bool> which) => WithGroupAsync(async () =>
    {
        var forgotten = (await Db.StreamConsumerInfoAsync(keys.Queue, RedisKeys.Group))
            .Where(consumer => consumer.PendingMessageCount == 0 && which(consumer)).ToList();
        await Task.WhenAll(forgotten.Select(consumer => Db.StreamDeleteConsumerAsync(keys.Queue, RedisKeys.Group, consumer.Name)));
        return forgotten.Count;
    });

    private async Task<T> WithGroupAsync<T>(Func<Task<T>> command)
    {
        try
        {
            return await command();
        }
        catch (RedisServerException e) when (NoGroup().IsMatch(e.Message))
        {
            // A new or emptied Redis. From "0": entries may have come before the group.
            await CreateGroupAsync();
            return await command();
        }
    }

    private async Task CreateGroupAsync()
    {
        try
        {
            await Db.StreamCreateConsumerGroupAsync(keys.Queue, RedisKeys.Group, "0-0", createStream: true);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // Another worker was first.
        }
    }

    private static IReadOnlyList<QueueEntry> ToEntries(StreamEntry[] entries) =>
    [
        .. entries.Where(entry => !entry.IsNull)
            .Select(entry => new QueueEntry(entry.Id, entry[JobIdField].ToString(), (string?)entry[TraceField] is { Length: > 0 } trace ? trace : null)),
    ];

    [GeneratedRegex("^NOGROUP|no such key", RegexOptions.IgnoreCase)]
    private static partial Regex NoGroup();

    private sealed class Listening(ChannelMessageQueue bell, ChannelMessageQueue cancellations) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await bell.UnsubscribeAsync();
            await cancellations.UnsubscribeAsync();
        }
    }
}
