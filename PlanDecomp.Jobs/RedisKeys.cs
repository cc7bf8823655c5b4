using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace PlanDecomp.Jobs;

/// <summary>Every Redis key and channel. <c>{id}</c> is a hash tag: all keys of a job live on one node of a cluster.</summary>
public sealed class RedisKeys(IOptions<JobsOptions> options)
{
    private readonly string _prefix = options.Value.KeyPrefix;

    /// <summary>A pattern that the rate limiter's own keys match; it lets nobody name them.</summary>
    public const string Limits = "rl:*";

    /// <inheritdoc cref="AccessCheck"/>
    public static RedisKey LimitCheck => "rl:access";

    /// <summary>A pattern that all other keys, and all channels, match.</summary>
    public string All => $"{_prefix}:*";

    /// <summary>For asking whether Redis lets this account do what it must. A hash tag keeps them together.</summary>
    public RedisKey AccessCheck => $"{_prefix}:{{access}}:stream";

    /// <inheritdoc cref="AccessCheck"/>
    public RedisKey AccessLock => $"{_prefix}:{{access}}:lock";

    /// <inheritdoc cref="AccessCheck"/>
    public RedisKey AccessQueue => $"{_prefix}:{{access}}:set";

    /// <inheritdoc cref="AccessCheck"/>
    public RedisKey AccessTable => $"{_prefix}:{{access}}:table";

    /// <inheritdoc cref="AccessCheck"/>
    public RedisKey AccessCount => $"{_prefix}:{{access}}:count";

    /// <inheritdoc cref="AccessCheck"/>
    public RedisChannel AccessChannel => RedisChannel.Literal($"{_prefix}:{{access}}:bell");

    /// <summary>The queue of one owner: a stream of job ids.</summary>
    public RedisKey QueueOf(string owner) => $"{_prefix}:{{jobs}}:of:{owner}";

    /// <summary>The owners who have something in the queue, by when each had a turn last.</summary>
    public RedisKey QueueOwners => $"{_prefix}:{{jobs}}:owners";

    /// <summary>The consumer group of every owner's queue.</summary>
    public static RedisValue Group => "workers";

    /// <summary>Held by the worker that sweeps for all.</summary>
    public RedisKey Sweeper => $"{_prefix}:jobs:sweeper";

    /// <summary>Rings when the queue has got an entry; carries nothing.</summary>
    public RedisChannel QueueBell => RedisChannel.Literal($"{_prefix}:jobs:bell");

    /// <summary>Carries the id of a job whose cancellation is wanted.</summary>
    public RedisChannel Cancellations => RedisChannel.Literal($"{_prefix}:jobs:cancel");

    /// <summary>A job's log stream; entry ids are <c>{seq}-0</c>.</summary>
    public RedisKey LogStream(string jobId) => $"{_prefix}:job:{{{jobId}}}:log";

    /// <summary>A pattern of all jobs' log streams.</summary>
    public RedisValue LogStreams => $"{_prefix}:job:{{*}}:log";

    /// <summary>The job whose log stream has this key; null when it is another key.</summary>
    public string? JobOf(RedisKey key)
    {
        var (text, start, end) = (key.ToString(), $"{_prefix}:job:{{", "}:log");
        return text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal) && text.Length > start.Length + end.Length
            ? text[start.Length..^end.Length]
            : null;
    }

    /// <summary>The fast path of a job's log: the same entries, pushed.</summary>
    public RedisChannel LogChannel(string jobId) => RedisChannel.Literal($"{_prefix}:job:{{{jobId}}}:live");

    /// <summary>What one of whom a limit speaks has asked for: <c>rl:fw:{…}</c> around it is the limiter's own.</summary>
    public string Limit(string what, string who) => $"{_prefix}:limit:{what}:{who}";

    /// <summary>The instances of the Api that tell of their streams, with the time of their last word.</summary>
    public RedisKey StreamInstances => $"{_prefix}:limit:streams";

    /// <summary>Streams open at one instance, by account.</summary>
    public RedisKey StreamsOf(string instance) => $"{_prefix}:limit:streams:{instance}";
}
