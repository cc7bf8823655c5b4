using System.Globalization;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog.Lines;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Results;

/// <summary>What came of a job, in a sentence.</summary>
internal static class JobOutcomeText
{
    private static readonly Text Failed = new("Failed: {0}", "失败：{0}");
    private static readonly Text FailedUnsaid = new("Failed.", "失败。");
    private static readonly Text Cancelled = new("Cancelled.", "已取消。");
    private static readonly Text CancelledKept = new("Cancelled. Kept: {0}.", "已取消，保留：{0}。");
    private static readonly Text Finished = new("Finished.", "已完成。");

    public static string Of(Localizer l, Job job) => job.Status switch
    {
        JobStatus.Failed when JobResults.Import(job) is { Errors.Count: > 0 and var faults } => AcrossPlansText.NothingImported(l, faults),
        JobStatus.Failed => job.Error is { Length: > 0 } error ? l[Failed, ErrorText.Of(error, l.Language)] : l[FailedUnsaid],
        JobStatus.Cancelled => Kept(l, job) is { } kept ? l[CancelledKept, kept] : l[Cancelled],
        JobStatus.Succeeded => Succeeded(l, job) ?? l[Finished],
        _ => l[JobStatusText.Of(job.Status)],
    };

    /// <summary>A number with what it counts.</summary>
    public static string Count(Localizer l, int count, Text one, Text many) => count == 1 ? l[one] : l[many, count.ToString("N0", CultureInfo.InvariantCulture)];

    /// <summary>Null when nothing was done before the job was cancelled, or its type cannot keep anything.</summary>
    private static string? Kept(Localizer l, Job job)
    {
        if (JobResults.Decomposition(job) is { CreatedTaskIds.Count: > 0 and var created }) return Count(l, created, new("1 new task", "1 个新任务"), new("{0} new tasks", "{0} 个新任务"));
        if (JobResults.Execution(job) is { HasDone: true } done) return ExecutionText.Counts(l, done);
        return JobResults.Import(job) is { Plans.Count: > 0 and var plans } ? AcrossPlansText.Plans(l, plans) : null;
    }

    private static string? Succeeded(Localizer l, Job job)
    {
        if (JobResults.Decomposition(job) is { } decomposition) return DecompositionText.Of(l, decomposition);
        if (JobResults.Execution(job) is { } execution) return ExecutionText.Of(l, execution);
        if (JobResults.Operation(job) is { } operation) return OperationText.Of(l, operation);
        if (JobResults.Export(job) is { } export) return AcrossPlansText.Of(l, export);
        if (JobResults.Import(job) is { } import) return AcrossPlansText.Of(l, import);
        if (JobResults.Duplicate(job) is { } copy) return AcrossPlansText.Of(l, copy);
        return JobResults.Reindex(job) is { } reindex ? AcrossPlansText.Of(l, reindex) : null;
    }
}
