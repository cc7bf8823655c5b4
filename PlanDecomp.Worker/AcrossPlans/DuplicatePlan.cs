using System.Text.Json;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Plans.Results;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Copies a plan: the same tree under new ids. The history of its jobs stays with the original.</summary>
internal sealed class DuplicatePlan(IPlanStore plans, ITaskResultStore results, PlanCreation creation, TimeProvider time) : IJobHandler
{
    public string JobType => Contracts.Jobs.JobType.TaskOperation;

    public string Mode => AcrossPlansMode.DuplicatePlan;

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var wanted = job.Job.ReadParams(ContractsJson.Default.DuplicateParams);
        var clock = new JobClock(job, time);
        var made = await creation.FindMadeAsync(job);
        if (made is not null) ct = CancellationToken.None;
        if (await plans.ReadTreeAsync(wanted.PlanId, ct) is not { } tree || tree.Plan.Owner != job.Job.Owner)
        {
            // The copy stands without it.
            if (made is not null) return Made(made, wanted.PlanId);
            throw new JobFailedException("The plan was deleted before it could be copied.");
        }

        job.LogDuplicateStarted(tree.Plan);
        clock.Report(new JobStats { Created = 0 });
        var document = PlanDocument.Of(tree, await results.ReadAllAsync(wanted.PlanId, ct)) with { Title = wanted.Title ?? TitleOfCopy(tree.Plan.Title) };
        var copy = await creation.MakeAsync(job, document, ct);
        clock.Report(new JobStats { Created = copy.TaskCount });
        return Made(copy, wanted.PlanId);
    }

    /// <summary>The title with "(copy)" behind it, in the title's own script, and cut to fit.</summary>
    internal static string TitleOfCopy(string title)
    {
        var suffix = title.Any(c => c is >= '\u4E00' and <= '\u9FFF') ? "（副本）" : " (copy)";
        var runes = title.EnumerateRunes().ToList();
        var room = PlanLimits.TitleLength - suffix.Length;
        return runes.Count <= room ? title + suffix : $"{string.Concat(runes.Take(room - 1)).TrimEnd()}…{suffix}";
    }

    private static JobOutcome Made(Plan copy, long sourcePlanId)
    {
        var result = new DuplicateResult { PlanId = copy.PlanId, SourcePlanId = sourcePlanId, Title = copy.Title, TaskCount = copy.TaskCount };
        return new JobOutcome
        {
            Status = JobStatus.Succeeded,
            Result = JsonSerializer.SerializeToElement(result, ContractsJson.Readable.DuplicateResult),
            Code = AcrossPlansLog.DuplicateFinished,
            Message = $"Finished: the copy is \"{copy.Title}\".",
            Arguments = [("plan_id", copy.PlanId), ("source_plan_id", sourcePlanId), ("title", copy.Title), ("tasks", copy.TaskCount)],
        };
    }
}
