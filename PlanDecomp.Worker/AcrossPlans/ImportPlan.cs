using System.Text.Json;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Makes plans from a document: one by itself, each of several by a child job. With a fault anywhere nothing is made.</summary>
internal sealed class ImportPlan(PlanDocuments documents, PlanCreation creation, ImportOfSeveral several, JobFiles files, TimeProvider time) : IJobHandler
{
    public string JobType => Contracts.Jobs.JobType.TaskOperation;

    public string Mode => AcrossPlansMode.ImportPlan;

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var import = job.Job.ReadParams(ContractsJson.Default.ImportParams);
        var clock = new JobClock(job, time);
        job.LogImportStarted(import);
        var reading = documents.Read(await ContentAsync(job.Job, import), import.Format, import.Title);
        foreach (var warning in reading.Warnings) job.LogNote(JobLogLevel.Warning, warning);
        foreach (var error in reading.Errors) job.LogNote(JobLogLevel.Error, error);
        if (reading.Errors.Count > 0) return Refused(reading);

        job.LogImportRead(reading);
        if (reading.Plans is not [var only]) return await several.RunAsync(job, reading, clock, ct);

        clock.Report(new JobStats { Created = 0, Done = 0, QueueRemaining = 1 });
        var plan = await creation.MakeAsync(job, only, ct);
        clock.Report(new JobStats { Created = plan.TaskCount, Done = 1, QueueRemaining = 0 });
        return Made(plan, reading);
    }

    /// <summary>Not cancelled: a job cancelled between two attempts comes here to tell what the one before has made.</summary>
    private async Task<byte[]> ContentAsync(Job job, ImportParams import)
    {
        var path = import.Part is { } part ? files.Upload(job.ParentJobId ?? job.JobId, part) : files.Upload(job.JobId);
        try
        {
            return await File.ReadAllBytesAsync(path, CancellationToken.None);
        }
        catch (FileNotFoundException)
        {
            throw new JobFailedException("The document is not there any more: send it again.");
        }
    }

    private static JobOutcome Made(Plan plan, DocumentReading reading)
    {
        var result = new ImportResult
        {
            Format = reading.Format,
            Plans = [new ImportedPlan(plan.PlanId, plan.Title, plan.TaskCount)],
            Warnings = reading.Warnings,
        };
        return new JobOutcome
        {
            Status = JobStatus.Succeeded,
            Result = JsonSerializer.SerializeToElement(result, ContractsJson.Readable.ImportResult),
            Code = AcrossPlansLog.ImportFinished,
            Message = $"Finished: the plan \"{plan.Title}\" with {AcrossPlansLog.Count(plan.TaskCount, "task")}.",
            Arguments = [("plans", 1), ("tasks", plan.TaskCount), ("failed", 0), ("plan_id", plan.PlanId), ("title", plan.Title)],
        };
    }

    private static JobOutcome Refused(DocumentReading reading)
    {
        var more = reading.Errors.Count - 1;
        var error = AcrossPlansLog.Say(reading.Errors[0]) + (more == 0 ? "" : $" (And {AcrossPlansLog.Count(more, "more fault")}.)");
        return new JobOutcome
        {
            Status = JobStatus.Failed,
            Error = error,
            Result = JsonSerializer.SerializeToElement(
                new ImportResult { Format = reading.Format, Warnings = reading.Warnings, Errors = reading.Errors }, ContractsJson.Readable.ImportResult),
            Code = AcrossPlansLog.ImportFailed,
            Message = $"Nothing was imported. {error}",
            Arguments = [("errors", reading.Errors.Count), ("failed", 0), ("error", error)],
        };
    }
}
