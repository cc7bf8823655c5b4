using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace PlanDecomp.Jobs;

/// <summary>Every Redis key and channel. <c>{id}</c> is a hash tag: all keys of a job live on one node of a cluster.</summary>
public sealed class RedisKeys(IOptions<JobsOptions> options)
{
    private readonly string _prefix = options.Value.KeyPrefix;

    /// <summary>The queue: a stream of job ids.</summary>
    public RedisKey Queue => $"{_prefix}:jobs";

    /// <summary>The queue's consumer group.</summary>
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
}
