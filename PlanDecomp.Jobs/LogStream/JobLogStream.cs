// Step 4 of a log line's way: committed lines go to Redis, for the Api instances that relay them.
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using StackExchange.Redis;

namespace PlanDecomp.Jobs.LogStream;

/// <summary>The jobs' log streams in Redis: transport only, every line in them is already in the store.</summary>
/// <remarks>
/// Whoever reaches Redis can publish there too. So each event carries a seal that only the installation can make, looked at once in a process
/// however many read the job; what has none is as good as not there, and readers take the line from the store.
/// </remarks>
public sealed partial class JobLogStream(
    IConnectionMultiplexer redis, RedisKeys keys, EventSeal seal, IOptions<JobsOptions> options, TimeProvider time, ILogger<JobLogStream> logger)
{
    private const string DataField = "data";
    private const string StatusField = "status";
    private const string SealField = "seal";
    private static readonly TimeSpan SubscribePatience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _subscriptions = new();
    private long _lastMoment;
    private int _isForgerySaid;

    /// <summary>Appends committed events and pushes them to who listens, in one round trip.</summary>
    /// <remarks>
    /// Idempotent: Redis refuses an entry id that is not greater than the last, so a late or repeated publisher changes nothing.
    /// </remarks>
    /// <exception cref="RedisException">Redis is away. The lines are safe; readers take them from the store.</exception>
    public async Task PublishAsync(string jobId, IReadOnlyList<StreamedEvent> events)
    {
        var db = redis.GetDatabase();
        var stream = keys.LogStream(jobId);
        var pending = new List<Task>(events.Count + 2);
        var published = events.Select(e => Sealed(jobId, e)).ToList();
        foreach (var (e, itsSeal) in published.Where(e => e.Event.HasLine))
        {
            pending.Add(AddAsync(db, stream, e, itsSeal));
        }

        // Renewed with every batch, so that a stream whose job never ends does not stay for ever either.
        pending.Add(db.KeyExpireAsync(stream, options.Value.StreamExpiry));
        pending.Add(db.PublishAsync(keys.LogChannel(jobId), StreamedEvents.Encode(published)));
        await Task.WhenAll(pending);
    }

    /// <summary>Events with greater numbers, oldest first, as far as Redis has them without a gap after <paramref name="after"/>.</summary>
    /// <returns>Empty when Redis does not hold the next line: the store may.</returns>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<IReadOnlyList<StreamedEvent>> ReadAfterAsync(string jobId, long after, int count)
    {
        var entries = await redis.GetDatabase().StreamRangeAsync(keys.LogStream(jobId), $"{after + 1}-0", "+", count);
        var events = new List<StreamedEvent>(entries.Length);
        foreach (var entry in entries)
        {
            // Invariant: a reader's cursor never passes over a line, so the run ends at the first number that is missing.
            var seq = after + events.Count + 1;
            if (entry.Id != $"{seq}-0") break;

            // At one of others too: the store has the true line, and what follows it.
            if (Read(jobId, seq, entry) is not { } read)
            {
                Refuse(jobId, "stream", 1);
                break;
            }

            events.Add(read);
        }

        return events;
    }

    /// <summary>Takes away a job's stream. Readers of what it held go on from the store.</summary>
    /// <exception cref="RedisException">Redis is away; the stream ends by itself after <see cref="JobsOptions.StreamExpiry"/>.</exception>
    public Task RemoveAsync(string jobId) => redis.GetDatabase().KeyDeleteAsync(keys.LogStream(jobId));

    /// <summary>The jobs that have a stream, on all servers.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<IReadOnlyCollection<string>> JobsWithStreamAsync(CancellationToken ct)
    {
        var jobs = new HashSet<string>();

        // Of one that is away no server is asked: that must not look like none having a stream.
        await redis.GetDatabase().PingAsync();
        foreach (var server in redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            await foreach (var key in server.KeysAsync(pattern: keys.LogStreams, pageSize: 1_000).WithCancellation(ct))
            {
                if (keys.JobOf(key) is { } jobId) jobs.Add(jobId);
            }
        }

        return jobs;
    }

    /// <summary>False while Redis is known to be away; true is no promise that it answers.</summary>
    public bool IsConnected => redis.IsConnected;

    /// <summary>Calls <paramref name="onEvents"/> for every batch published from now on, in order, until disposed.</summary>
    /// <remarks>
    /// Never throws for Redis: while it is away the subscription waits, and begins when Redis is back.
    /// Pub/sub loses what is sent in between: the reader watches for gaps.
    /// </remarks>
    public async Task<IAsyncDisposable> SubscribeAsync(string jobId, Action<IReadOnlyList<StreamedEvent>> onEvents)
    {
        var subscriber = redis.GetSubscriber();
        Task<ChannelMessageQueue> subscribing;

        // Invariant: the client's table of channels changes under _subscriptions only. It removes a channel in two steps, and a
        // subscription that came between them would hear nothing. Fire and forget, so that a failed SUBSCRIBE leaves no queue
        // behind that no one reads and no one can dispose.
        lock (_subscriptions) subscribing = subscriber.SubscribeAsync(keys.LogChannel(jobId), CommandFlags.FireAndForget);
        var messages = await subscribing;
        messages.OnMessage(message =>
        {
            var events = StreamedEvents.Decode(jobId, (byte[]?)message.Message ?? [], seal, out var refused);
            if (refused > 0) Refuse(jobId, "channel", refused);
            if (events.Count > 0) onEvents(events);
        });
        await SubscribedAsync(subscriber);
        return new Subscription(messages, _subscriptions);
    }

    /// <summary>Returns when the server has taken the subscriptions sent before, or does not answer.</summary>
    private static async Task SubscribedAsync(ISubscriber subscriber)
    {
        if (!subscriber.IsConnected()) return;
        try
        {
            // On the subscriptions' own connection, so its answer comes after theirs.
            await subscriber.PingAsync().WaitAsync(SubscribePatience);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // Redis went away: the subscription begins when it is back.
        }
    }

    private async Task AddAsync(IDatabase db, RedisKey stream, StreamedEvent e, byte[] itsSeal)
    {
        try
        {
            await db.StreamAddAsync(
                stream,
                [new(StatusField, (int)e.Status), new(SealField, itsSeal), new(DataField, e.Data)],
                messageId: $"{e.Seq}-0",
                maxLength: options.Value.StreamLength,
                useApproximateMaxLength: true);
        }
        catch (RedisServerException refused) when (refused.Message.Contains("equal or smaller", StringComparison.Ordinal))
        {
            // The stream has the line, or later ones: published before, or by someone else, whose entry no reader takes.
        }
    }

    private (StreamedEvent Event, byte[] Seal) Sealed(string jobId, StreamedEvent e)
    {
        if (!e.HasLine) e = e with { Moment = NextMoment() };
        var itsSeal = new byte[EventSeal.Length];
        seal.Write(jobId, e.Number, e.Status, e.Data.Span, itsSeal);
        return (e, itsSeal);
    }

    /// <summary>Now, in microseconds; later than all before.</summary>
    private long NextMoment()
    {
        while (true)
        {
            var last = Volatile.Read(ref _lastMoment);
            var next = Math.Max(last + 1, MomentOf(time.GetUtcNow()));
            if (Interlocked.CompareExchange(ref _lastMoment, next, last) == last) return next;
        }
    }

    /// <summary>A time as changes without a line carry it.</summary>
    public static long MomentOf(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private StreamedEvent? Read(string jobId, long seq, StreamEntry entry) =>
        entry[StatusField].TryParse(out int status) && status is >= 0 and <= (int)JobStatus.Cancelled
        && (byte[]?)entry[SealField] is { Length: EventSeal.Length } itsSeal && (byte[]?)entry[DataField] is { } data
        && seal.Holds(jobId, seq, (JobStatus)status, data, itsSeal)
            ? new StreamedEvent(seq, (JobStatus)status, data)
            : null;

    private void Refuse(string jobId, string where, int count)
    {
        JobMetrics.Refused.Add(count, new KeyValuePair<string, object?>("where", where));
        if (Interlocked.Exchange(ref _isForgerySaid, 1) == 0) LogRefused(jobId, where);
    }

    [LoggerMessage(LogLevel.Warning, "Redis holds what this installation has not published, first seen at job {JobId} in its {Where}: it is ignored, and readers take the lines from the store. Not said again; plandecomp.log.refused_entries counts on.")]
    private partial void LogRefused(string jobId, string where);

    private sealed class Subscription(ChannelMessageQueue messages, Lock subscriptions) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (subscriptions) return new ValueTask(messages.UnsubscribeAsync(CommandFlags.FireAndForget));
        }
    }
}
