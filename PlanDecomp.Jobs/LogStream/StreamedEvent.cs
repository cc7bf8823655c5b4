using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.LogStream;

/// <summary>One event of a job's log stream: serialised once, by the worker, and never again.</summary>
/// <param name="Seq">The line's number; 0 for a change without a line.</param>
/// <param name="Status">The job's status with this event; terminal only on the last.</param>
/// <param name="Data">The UTF-8 JSON of <see cref="JobStreamEvent"/>: one line, since JSON escapes line breaks.</param>
/// <param name="Moment">Of a change without a line: when it was published, in microseconds since 1970; a later change of a job has a greater one. Else 0.</param>
public readonly record struct StreamedEvent(long Seq, JobStatus Status, ReadOnlyMemory<byte> Data, long Moment = 0)
{
    public bool HasLine => Seq > 0;

    /// <summary>What it goes by on the wire.</summary>
    internal long Number => HasLine ? Seq : -Moment;

    internal static StreamedEvent Of(long number, JobStatus status, ReadOnlyMemory<byte> data) =>
        number > 0 ? new StreamedEvent(number, status, data) : new StreamedEvent(0, status, data, number == long.MinValue ? 0 : -number);
}
