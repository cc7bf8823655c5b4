using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.LogStream;

/// <summary>One event of a job's log stream: serialised once, by the worker, and never again.</summary>
/// <param name="Seq">The line's number; 0 for a change without a line.</param>
/// <param name="Status">The job's status with this event; terminal only on the last.</param>
/// <param name="Data">The UTF-8 JSON of <see cref="JobStreamEvent"/>: one line, since JSON escapes line breaks.</param>
public readonly record struct StreamedEvent(long Seq, JobStatus Status, ReadOnlyMemory<byte> Data)
{
    public bool HasLine => Seq > 0;
}
