using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Logs;

/// <summary>One event in its wire form, made once and shared by all who get it.</summary>
/// <param name="Seq">Where a reader stands after it; 0 for a frame that moves no cursor.</param>
/// <param name="Status">The job's status with this event; terminal only on the last.</param>
/// <param name="Bytes">The frame from <c>id:</c> to the empty line.</param>
/// <param name="IdLength">Bytes of the <c>id:</c> line with its line break; 0 for a frame without one.</param>
public readonly record struct SseFrame(long Seq, JobStatus Status, byte[] Bytes, int IdLength)
{
    /// <summary>The frame without its <c>id:</c> line, for a stream whose cursor is a vector.</summary>
    public ReadOnlySpan<byte> Data => Bytes.AsSpan(IdLength);
}
