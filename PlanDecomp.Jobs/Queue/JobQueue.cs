// Step 1 of a job's way, second half: the id goes to Redis so that a worker hears of it at once.
using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace PlanDecomp.Jobs.Queue;

/// <summary>The queue in Redis: for each owner a stream of job ids with one consumer group. A hint to hurry, never the truth.</summary>
/// <remarks>
/// Entries may be lost (the sweeper adds them anew) or doubled (the claim in the store decides), so nothing here needs to be exact.
/// Never trimmed: a trimmed entry would wait for the sweeper. Owners have their turns one after another, so that one who asks for a hundred jobs
/// keeps no one else's waiting.
/// </remarks>
public sealed partial class JobQueue(IConnectionMultiplexer redis, RedisKeys keys, TimeProvider time)
{
    private const string JobIdField = "job_id";
    private const string TraceField = "traceparent";
    private const int ScanPage = 1_000;

    private IDatabase Db => redis.GetDatabase();

    /// <summary>Adds the job and rings the workers' bell.</summary>
    /// <exception cref="RedisException">Redis is away; the sweeper will enqueue the job.</exception>
    public async Task EnqueueAsync(string owner, string jobId, string? traceParent)
    {
        // In this order: an owner that is listed first would be struck out by a worker that finds nothing.
        var added = Db.StreamAddAsync(keys.QueueOf(owner), [new(JobIdField, jobId), new(TraceField, traceParent ?? "")]);
        var listed = Db.SortedSetAddAsync(keys.QueueOwners, owner, 0, SortedSetWhen.NotExists);
        var rung = Db.PublishAsync(keys.QueueBell, RedisValue.EmptyString);
        await Task.WhenAll(added, listed, rung);
    }

    /// <summary>New entries for this consumer, without waiting for any: each of the owner with the fewest jobs, and of those who had no turn for longest.</summary>
    /// <param name="consumer">Who takes them.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="mostOfOwner">Jobs one owner may have here at once.</param>
    /// <param name="ofOwner">How many an owner has here now.</param>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<IReadOnlyList<QueueEntry>> TakeAsync(string consumer, int count, int mostOfOwner, Func<string, int> ofOwner)
    {
        // Stable: those with as many jobs stay in the order of their turns.
        var owners = (await OwnersAsync()).Select(owner => (Name: owner, Jobs: ofOwner(owner))).Where(owner => owner.Jobs < mostOfOwner).OrderBy(owner => owner.Jobs).ToList();
        var taken = new List<QueueEntry>();
        while (taken.Count < count && owners is [var next, ..])
        {
            owners.RemoveAt(0);
            if (await TakeOneAsync(consumer, next.Name) is not { } entry) continue;
            taken.Add(entry);
            await Db.SortedSetAddAsync(keys.QueueOwners, next.Name, time.GetUtcNow().ToUnixTimeMilliseconds());
            var jobs = next.Jobs + 1;
            if (jobs >= mostOfOwner) continue;
            var behind = owners.FindIndex(owner => owner.Jobs > jobs);
            owners.Insert(behind < 0 ? owners.Count : behind, (next.Name, jobs));
        }

        return taken;
    }

    private async Task<QueueEntry?> TakeOneAsync(string consumer, string owner)
    {
        var entries = await WithGroupAsync(owner, async () => ToEntries(owner, await Db.StreamReadGroupAsync(keys.QueueOf(owner), RedisKeys.Group, consumer, ">", 1)));
        if (entries.Count > 0) return entries[0];

        if (await Db.StreamLengthAsync(keys.QueueOf(owner)) == 0) await ForgetOwnerAsync(owner);
        return null;
    }

    /// <summary>Strikes out an owner of whom nothing waits and nothing is at work; one of whom something comes in this moment stays.</summary>
    private async Task ForgetOwnerAsync(string owner)
    {
        var both = Db.CreateTransaction();
        both.AddCondition(Condition.StreamLengthEqual(keys.QueueOf(owner), 0));
        _ = both.KeyDeleteAsync(keys.QueueOf(owner));
        _ = both.SortedSetRemoveAsync(keys.QueueOwners, owner);
        await both.ExecuteAsync();
    }

    /// <summary>Entries that were handed out longer ago than <paramref name="minIdle"/> and are not removed: of long runs, or left behind.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task<IReadOnlyList<QueueEntry>> LeftBehindAsync(string consumer, TimeSpan minIdle, int count) => OfAllOwnersAsync(async owner => ToEntries(
        owner, (await Db.StreamAutoClaimAsync(keys.QueueOf(owner), RedisKeys.Group, consumer, (long)minIdle.TotalMilliseconds, "0-0", count)).ClaimedEntries));

    /// <summary>Takes entries out of the queue for good.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task RemoveAsync(params IReadOnlyList<QueueEntry> entries)
    {
        foreach (var own in entries.Where(entry => !entry.Id.IsNull).GroupBy(entry => entry.Owner))
        {
            RedisValue[] ids = [.. own.Select(entry => entry.Id)];
            await Task.WhenAll(Db.StreamAcknowledgeAsync(keys.QueueOf(own.Key), RedisKeys.Group, ids), Db.StreamDeleteAsync(keys.QueueOf(own.Key), ids));
        }
    }

    /// <summary>The ids of the jobs whose entries no worker has been handed yet.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<IReadOnlySet<string>> WaitingJobsAsync() => (await OfAllOwnersAsync<string>(async owner =>
    {
        var groups = await Db.StreamGroupInfoAsync(keys.QueueOf(owner));
        var from = groups.FirstOrDefault(group => group.Name == RedisKeys.Group).LastDeliveredId ?? "0-0";
        var waiting = new List<string>();
        while (true)
        {
            var page = await Db.StreamRangeAsync(keys.QueueOf(owner), $"({from}", "+", ScanPage);
            foreach (var entry in page) waiting.Add(entry[JobIdField]!);
            if (page.Length < ScanPage) return waiting;
            from = page[^1].Id!;
        }
    })).ToHashSet();

    /// <summary>True for one worker at a time: who gets it sweeps for all, until the time is over.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task<bool> TryBecomeSweeperAsync(string consumer, TimeSpan duration) =>
        Db.StringSetAsync(keys.Sweeper, consumer, duration, When.NotExists);

    /// <summary>Entries in the queue, delivered ones included.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<long> LengthAsync() => (await Task.WhenAll((await OwnersAsync()).Select(owner => Db.StreamLengthAsync(keys.QueueOf(owner))))).Sum();

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

    private async Task ForgetConsumersAsync(Func<StreamConsumerInfo, bool> which)
    {
        foreach (var owner in await OwnersAsync())
        {
            var consumers = await WithGroupAsync(owner, () => Db.StreamConsumerInfoAsync(keys.QueueOf(owner), RedisKeys.Group));
            await Task.WhenAll(consumers.Where(consumer => consumer.PendingMessageCount == 0 && which(consumer))
                .Select(consumer => Db.StreamDeleteConsumerAsync(keys.QueueOf(owner), RedisKeys.Group, consumer.Name)));
        }
    }

    /// <summary>Who has something in the queue, or had a moment ago; who had no turn for longest first.</summary>
    private async Task<IReadOnlyList<string>> OwnersAsync() => [.. (await Db.SortedSetRangeByRankAsync(keys.QueueOwners)).Select(owner => owner.ToString())];

    private async Task<IReadOnlyList<T>> OfAllOwnersAsync<T>(Func<string, Task<IReadOnlyList<T>>> read)
    {
        var all = new List<T>();
        foreach (var owner in await OwnersAsync()) all.AddRange(await WithGroupAsync(owner, () => read(owner)));
        return all;
    }

    private async Task<T> WithGroupAsync<T>(string owner, Func<Task<T>> command)
    {
        try
        {
            return await command();
        }
        catch (RedisServerException e) when (NoGroup().IsMatch(e.Message))
        {
            // A new owner, or an emptied Redis. From "0": entries may have come before the group.
            await CreateGroupAsync(owner);
            return await command();
        }
    }

    private async Task CreateGroupAsync(string owner)
    {
        try
        {
            await Db.StreamCreateConsumerGroupAsync(keys.QueueOf(owner), RedisKeys.Group, "0-0", createStream: true);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // Another worker was first.
        }
    }

    private static IReadOnlyList<QueueEntry> ToEntries(string owner, StreamEntry[] entries) =>
    [
        .. entries.Where(entry => !entry.IsNull)
            .Select(entry => new QueueEntry(entry.Id, owner, entry[JobIdField].ToString(), (string?)entry[TraceField] is { Length: > 0 } trace ? trace : null)),
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
