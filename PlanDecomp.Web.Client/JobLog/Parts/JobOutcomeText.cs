using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Web.Client.JobLog.Lines;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Parts;

/// <summary>What came of a job, in a sentence.</summary>
internal static class JobOutcomeText
{
    private static readonly Text Failed = new("Failed: {0}", "失败：{0}");
    private static readonly Text FailedUnsaid = new("Failed.", "失败。");
    private static readonly Text Cancelled = new("Cancelled.", "已取消。");
    private static readonly Text CancelledWith = new("Cancelled. Kept: {0} new tasks.", "已取消，保留 {0} 个新任务。");
    private static readonly Text CancelledWithOne = new("Cancelled. Kept: 1 new task.", "已取消，保留 1 个新任务。");
    private static readonly Text Finished = new("Finished.", "已完成。");
    private static readonly Text Created = new("{0} tasks created; {1}.", "创建了 {0} 个任务；{1}。");
    private static readonly Text CreatedOne = new("1 task created; {0}.", "创建了 1 个任务；{0}。");
    private static readonly Text NothingNew = new("No new task: {0}.", "没有新增任务：{0}。");

    public static string Of(Localizer l, Job job)
    {
        var result = ResultOf(job);
        return job.Status switch
        {
            JobStatus.Failed => job.Error is { Length: > 0 } error ? l[Failed, ErrorText.Of(error, l.Language)] : l[FailedUnsaid],
            JobStatus.Cancelled => result?.CreatedTaskIds.Count switch
            {
                null or 0 => l[Cancelled],
                1 => l[CancelledWithOne],
                var created => l[CancelledWith, created],
            },
            JobStatus.Succeeded when result is not null => Describe(l, result),
            JobStatus.Succeeded => l[Finished],
            _ => l[JobStatusText.Of(job.Status)],
        };
    }

    /// <summary>Null when the job is no decomposition, or its result is of another version.</summary>
    public static DecomposeResult? ResultOf(Job job)
    {
        if (job is not { JobType: JobType.PlanDecompose, Result: { ValueKind: JsonValueKind.Object } result }) return null;
        try
        {
            return result.Deserialize(ContractsJson.Default.DecomposeResult);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Describe(Localizer l, DecomposeResult result) => result.CreatedTaskIds.Count switch
    {
        0 when result.StoppedBranches is [var branch, ..] => l[NothingNew, l[ReasonText.Of(branch.Reason)]],
        0 => l[NothingNew, l[ReasonText.Of(result.StopReason)]],
        1 => l[CreatedOne, l[ReasonText.Of(result.StopReason)]],
        var created => l[Created, created, l[ReasonText.Of(result.StopReason)]],
    };
}
