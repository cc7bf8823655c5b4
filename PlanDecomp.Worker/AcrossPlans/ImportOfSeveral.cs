using System.Text.Json;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Imports a document of several plans: a child job for each, so that each is made once, shows its own log and can fail alone.</summary>
internal sealed class ImportOfSeveral(ChildJobs children, JobFiles files, TimeProvider time)
{
    public async Task<JobOutcome> RunAsync(JobContext job, DocumentReading reading, JobClock clock, CancellationToken ct)
    {
        // In the document's order, however the children end.
        var jobs = new List<string>(reading.Plans.Count);
        foreach (var plan in reading.Plans) jobs.Add(await StartAsync(job, plan, jobs.Count + 1, ct));

        var titles = reading.Plans.Zip(jobs).ToDictionary(pair => pair.Second, pair => pair.First.Title);
        var (made, failed) = (new Dictionary<string, ImportedPlan>(), new Dictionary<string, FailedPlan>());
        Report();
        await children.WaitAsync(job, titles.ToDictionary(pair => pair.Key, pair => WhatOf(pair.Value)), (jobId, ended) =>
        {
            if (PlanOf(ended) is { } plan) made.Add(jobId, plan with { JobId = jobId });
            else failed.Add(jobId, new FailedPlan(titles[jobId], jobId, (ended?.Status ?? JobStatus.Cancelled).ToName(), ended?.Error));
            Report();
        }, ct);

        var isCancelled = job.StopReason == JobStopReason.CancelRequested;
        return Outcome(isCancelled, new ImportResult
        {
            Format = reading.Format,
            Plans = [.. jobs.Where(made.ContainsKey).Select(jobId => made[jobId])],
            FailedPlans = [.. jobs.Where(failed.ContainsKey).Select(jobId => failed[jobId])],
            Warnings = reading.Warnings,
        });

        void Report() => clock.Report(new JobStats
        {
            Created = made.Values.Sum(plan => plan.TaskCount),
            Done = made.Count + failed.Count,
            Failed = failed.Count,
            QueueRemaining = jobs.Count - made.Count - failed.Count,
        });
    }

    private async Task<string> StartAsync(JobContext job, PlanDocument plan, int part, CancellationToken ct)
    {
        var path = files.Upload(job.Job.JobId, part);
        var bytes = await JobFiles.WriteAsync(path, async to =>
        {
            await using var json = new PlanJsonWriter(to, time.GetUtcNow());
            await json.WriteAsync(plan, ct);
            await json.EndAsync(ct);
        }, ct);
        var import = new ImportParams { Format = PlanFormat.Json, Bytes = bytes, Part = part };
        var child = await children.StartAsync(job, new ChildJob
        {
            Key = $"{part}",
            JobType = JobType.TaskOperation,
            Mode = AcrossPlansMode.ImportPlan,
            Params = JsonSerializer.SerializeToElement(import, ContractsJson.Readable.ImportParams),
            What = WhatOf(plan.Title),
        }, ct);
        return child.JobId;
    }

    private static string WhatOf(string title) => $"import \"{title}\"";

    private static ImportedPlan? PlanOf(Job? ended) => ended?.Status == JobStatus.Succeeded
        ? ended.Result?.Deserialize(ContractsJson.Default.ImportResult)?.Plans[0]
        : null;

    private static JobOutcome Outcome(bool isCancelled, ImportResult result)
    {
        var (made, failed) = (result.Plans.Count, result.FailedPlans.Count);
        var error = !isCancelled && made == 0 ? $"None of the {failed} plans could be imported: {result.FailedPlans[0].Error}" : null;
        var (status, code) = isCancelled ? (JobStatus.Cancelled, AcrossPlansLog.ImportCancelled)
            : error is null ? (JobStatus.Succeeded, AcrossPlansLog.ImportFinished)
            : (JobStatus.Failed, AcrossPlansLog.ImportFailed);
        var done = $"{AcrossPlansLog.Count(made, "plan")} imported{(failed == 0 ? "" : $", {failed} failed")}.";
        return new JobOutcome
        {
            Status = status,
            Error = error,
            Result = JsonSerializer.SerializeToElement(result, ContractsJson.Readable.ImportResult),
            Code = code,
            Message = $"{(isCancelled ? "Cancelled" : error is null ? "Finished" : "Failed")}: {error ?? done}",
            Arguments = code == AcrossPlansLog.ImportFailed
                ? [("errors", 0), ("failed", failed), ("error", error)]
                : [("plans", made), ("tasks", result.Plans.Sum(plan => plan.TaskCount)), ("failed", failed), ("plan_id", null), ("title", null)],
        };
    }
}
