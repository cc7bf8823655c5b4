using StackExchange.Redis;

namespace PlanDecomp.Jobs.Queue;

/// <summary>An entry of the queue.</summary>
/// <param name="Id">Its id in the stream.</param>
/// <param name="JobId">The job to run.</param>
/// <param name="TraceParent">W3C <c>traceparent</c> of the request that asked for it.</param>
public sealed record QueueEntry(RedisValue Id, string JobId, string? TraceParent);
