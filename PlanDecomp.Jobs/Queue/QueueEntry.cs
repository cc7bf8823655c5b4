using StackExchange.Redis;

namespace PlanDecomp.Jobs.Queue;

/// <summary>A queue entry that this consumer was handed.</summary>
/// <param name="Id">Its id in its owner's queue, for taking it out; null for a job that was found without the queue.</param>
/// <param name="Owner">Whose job it is.</param>
/// <param name="JobId">The job it names.</param>
/// <param name="TraceParent">The trace to carry on.</param>
public sealed record QueueEntry(RedisValue Id, string Owner, string JobId, string? TraceParent);
