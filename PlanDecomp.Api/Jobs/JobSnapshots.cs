using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Jobs;

/// <summary>Jobs with their newest lines.</summary>
internal static class JobSnapshots
{
    public const int DefaultLines = 50;

    public static async Task<JobSnapshot> OfAsync(IJobStore store, Job job, CancellationToken ct, int lines = DefaultLines)
    {
        if (lines == 0) return new JobSnapshot(job, []);

        // No line newer than the snapshot's last_seq: a stream resumed from there must not repeat or miss one.
        var page = await store.ReadLogAsync(job.JobId, new JobLogQuery { Before = job.LastSeq + 1, Limit = lines }, ct);
        return new JobSnapshot(job, page?.Entries ?? []);
    }
}
