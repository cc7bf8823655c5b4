using Microsoft.Extensions.Options;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Retention;

namespace PlanDecomp.Worker.Running;

/// <summary>Applies the retention policy now and then. While another process does, it waits for the next round.</summary>
internal sealed partial class RetentionRounds(JobRetention retention, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionRounds> logger)
    : PeriodicWork(time, logger)
{
    protected override TimeSpan Pause => options.Value.Every;

    protected override async Task RoundAsync(CancellationToken ct)
    {
        if (await retention.RunAsync(dryRun: false, isThorough: false, ct) is not { } report) return;
        if (report is { JobsWithoutLines: 0, Jobs: 0, Guests: 0 }) return;
        LogRemoved(Logger, report.Lines, report.JobsWithoutLines, report.Jobs, report.Guests, report.Bytes);
    }

    [LoggerMessage(LogLevel.Information, "By the retention policy: {Lines} log lines (of {JobsWithoutLines} jobs that stay), {Jobs} jobs and {Guests} guests were removed, {Bytes} bytes given back.")]
    private static partial void LogRemoved(ILogger logger, long lines, int jobsWithoutLines, int jobs, int guests, long bytes);
}
