using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Running;

/// <summary>Now and then removes files of jobs: documents that were read, exports that are old, and whatever a job that is gone has left.</summary>
internal sealed partial class JobFilesCleanup(
    IJobStore store, JobFiles files, IOptions<ExportOptions> options, TimeProvider time, ILogger<JobFilesCleanup> logger) : PeriodicWork(time, logger)
{
    /// <summary>A younger file's job may not have been submitted yet, and an unfinished one may still be written.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    protected override TimeSpan Pause => TimeSpan.FromMinutes(10);

    protected override Task RoundAsync(CancellationToken ct) => CleanAsync(ct);

    internal async Task CleanAsync(CancellationToken ct)
    {
        foreach (var file in files.All())
        {
            try
            {
                if (await IsOverAsync(file, ct)) File.Delete(file.Path);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One file must not keep the others: said, and tried again.
                LogNotRemoved(Logger, e, Path.GetFileName(file.Path));
            }
        }
    }

    private async Task<bool> IsOverAsync(JobFile file, CancellationToken ct)
    {
        var age = Time.GetUtcNow() - file.WrittenAt;
        if (file.IsUnfinished) return age > Grace;
        if (file.IsExport && age > options.Value.KeepFor) return true;
        if (!JobId.IsWellFormed(file.JobId) || await store.FindAsync(file.JobId, ct) is not { } job) return age > Grace;
        return !file.IsExport && job.Status.IsTerminal();
    }

    [LoggerMessage(LogLevel.Warning, "'{File}' could not be removed; the next round tries again.")]
    private static partial void LogNotRemoved(ILogger logger, Exception e, string file);
}
