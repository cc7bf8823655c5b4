using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Plans.Results;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Writes plans into one file for their owner to fetch.</summary>
/// <remarks>It only reads, so an attempt after a crash writes the file anew; the plans it holds were settled by the first one.</remarks>
internal sealed class ExportPlans(IPlanStore plans, ITaskResultStore results, JobFiles files, IOptions<ExportOptions> options, TimeProvider time) : IJobHandler
{
    private const int PageSize = 200;

    public string JobType => Contracts.Jobs.JobType.TaskOperation;

    public string Mode => AcrossPlansMode.ExportPlans;

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var export = job.Job.ReadParams(ContractsJson.Default.ExportParams);
        var planIds = await SettlePlansAsync(job, export, ct);
        job.LogExportStarted(export.Format, planIds.Count);
        var clock = new JobClock(job, time);
        var exported = new ExportedPlans();
        long bytes;
        try
        {
            bytes = await JobFiles.WriteAsync(files.Export(job.Job.JobId, ExportFile.ExtensionOf(export.Format)), async to =>
            {
                await using var file = ExportFile.Begin(export.Format, to, time.GetUtcNow());
                await WritePlansAsync(job, planIds, file, exported, clock, ct);
                await file.EndAsync(ct);
            }, ct);
        }
        catch (OperationCanceledException) when (job.StopReason == JobStopReason.CancelRequested)
        {
            // Of an attempt before, which was lost when it had written it.
            File.Delete(files.Export(job.Job.JobId, ExportFile.ExtensionOf(export.Format)));
            return new JobOutcome
            {
                Status = JobStatus.Cancelled,
                Code = AcrossPlansLog.ExportCancelled,
                Message = "Cancelled: no file was made.",
                Arguments = [("done", exported.Ids.Count), ("plans", planIds.Count)],
            };
        }

        return Outcome(export.Format, exported, bytes);
    }

    private async Task<IReadOnlyList<long>> SettlePlansAsync(JobContext job, ExportParams export, CancellationToken ct)
    {
        if (AcrossPlansCheckpointJson.Read(job, AcrossPlansCheckpointJson.Default.ExportCheckpoint) is { } before) return before.PlanIds;
        var planIds = export.PlanIds ?? await AllAsync(job.Job.Owner, ct);
        if (planIds.Count == 0) throw new JobFailedException("There is no plan to export.");
        await AcrossPlansCheckpointJson.StoreAsync(job, new ExportCheckpoint(planIds), AcrossPlansCheckpointJson.Default.ExportCheckpoint, ct);
        return planIds;
    }

    /// <summary>All of the owner's plans, oldest first.</summary>
    private async Task<IReadOnlyList<long>> AllAsync(string owner, CancellationToken ct)
    {
        var planIds = new List<long>();
        string? cursor = null;
        do
        {
            var page = await plans.ListAsync(owner, search: null, cursor, PageSize, ct);
            planIds.AddRange(page.Plans.Select(plan => plan.PlanId));
            cursor = page.NextCursor;
            if (planIds.Count > options.Value.MaxPlans) throw new JobFailedException($"There are more than {options.Value.MaxPlans} plans: name those to export.");
        }
        while (cursor is not null);
        planIds.Reverse();
        return planIds;
    }

    private async Task WritePlansAsync(JobContext job, IReadOnlyList<long> planIds, ExportFile file, ExportedPlans exported, JobClock clock, CancellationToken ct)
    {
        foreach (var planId in planIds)
        {
            ct.ThrowIfCancellationRequested();
            var remaining = planIds.Count - exported.Done - 1;
            if (await plans.ReadTreeAsync(planId, ct) is { } tree && tree.Plan.Owner == job.Job.Owner)
            {
                await file.AddAsync(PlanDocument.Of(tree, await results.ReadAllAsync(planId, ct)), ct);
                exported.Add(tree.Plan);
                job.LogExported(tree.Plan, exported.Done, remaining);
            }
            else
            {
                exported.Missing.Add(planId);
                job.LogExportMissing(planId);
            }

            clock.Report(new JobStats { Done = exported.Done, Failed = exported.Missing.Count, QueueRemaining = remaining });
        }

        if (exported.Ids.Count == 0) throw new JobFailedException("All the plans to export have been deleted.");
    }

    private JobOutcome Outcome(string format, ExportedPlans exported, long bytes)
    {
        var result = new ExportResult
        {
            FileName = ExportFile.NameOf(format, exported.FirstTitle, exported.Ids.Count, time.GetUtcNow()),
            ContentType = ExportFile.ContentTypeOf(format),
            Format = format,
            Bytes = bytes,
            PlanIds = exported.Ids,
            Tasks = exported.Tasks,
            MissingPlanIds = exported.Missing,
        };
        return new JobOutcome
        {
            Status = JobStatus.Succeeded,
            Result = JsonSerializer.SerializeToElement(result, ContractsJson.Readable.ExportResult),
            Code = AcrossPlansLog.ExportFinished,
            Message = $"Finished: {AcrossPlansLog.Count(exported.Ids.Count, "plan")} in \"{result.FileName}\" ({bytes} bytes).",
            Arguments = [("file_name", result.FileName), ("bytes", bytes), ("plans", exported.Ids.Count), ("tasks", exported.Tasks), ("missing", exported.Missing.Count)],
        };
    }

    /// <summary>What is in the file so far.</summary>
    private sealed class ExportedPlans
    {
        public List<long> Ids { get; } = [];
        public List<long> Missing { get; } = [];
        public int Tasks { get; private set; }
        public string FirstTitle { get; private set; } = "";
        public int Done => Ids.Count + Missing.Count;

        public void Add(Contracts.Plans.Plan plan)
        {
            if (Ids.Count == 0) FirstTitle = plan.Title;
            Ids.Add(plan.PlanId);
            Tasks += plan.TaskCount;
        }
    }
}
