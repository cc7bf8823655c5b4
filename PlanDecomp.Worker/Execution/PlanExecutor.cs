// Step 3 of the data's way: the handler of executions.
using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Graphs;
using PlanDecomp.Plans.Results;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Checkpoints;
using PlanDecomp.Worker.Outlines;

namespace PlanDecomp.Worker.Execution;

/// <summary>Carries out a plan, or one task with what is below it: leaves in the order of their dependencies, then their parents.</summary>
/// <remarks>
/// Which tasks it works on is said by <see cref="ExecuteSelection"/>, what waits for what by <see cref="TaskGraph"/>. The tree is that of
/// the attempt's begin: tasks that a person adds meanwhile are for the next execution; titles and instructions are read when the work starts.
/// </remarks>
public sealed class PlanExecutor(
    IPlanStore plans, ITaskResultStore results, WriterChooser writers, IOptions<ExecutionOptions> options, TimeProvider time, ILogger<PlanExecutor> logger) : IJobHandler
{
    /// <summary>Tasks a result lists; a plan of thousands would swell it.</summary>
    private const int MaxListedTasks = 500;

    public string JobType => Contracts.Jobs.JobType.PlanExecute;

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var limits = job.Job.ReadParams(ContractsJson.Default.ExecuteParams);
        var reader = new PlanReader(plans, job.Job.PlanId ?? throw new JobFailedException("An execution needs a plan."), options.Value.MaxOutlineLength);

        // Not cancelled: a job cancelled between two attempts comes here to tell what the one before has done.
        var outline = await reader.ReadAsync(CancellationToken.None);
        if (job.Job.TargetTaskId is { } id && outline.Find(id) is null) throw new JobFailedException("The task does not exist any more.");
        var chosen = writers.Choose();

        var checkpoint = ExecuteCheckpoint.Read(job.Checkpoint);
        if (job.Job.Inherits(checkpoint?.By)) checkpoint = checkpoint?.OnlyDone();
        var selection = new ExecuteSelection(outline, job.Job.TargetTaskId, limits, checkpoint ?? new());
        var walk = new ExecuteWalk(outline, selection, limits, checkpoint ?? new());
        var usage = (checkpoint?.Usage ?? new()).AtLeast(job.Job.Stats);
        var title = TitleOf(job.Job, outline);
        if (checkpoint is null) job.LogStarted(job.Job.TargetTaskId, title, walk.Remaining, limits);
        else job.LogResumed(walk, checkpoint.Running?.Count ?? 0, usage);
        job.LogWriter(chosen);

        var paid = chosen.Writer.Name != ModelChoice.Offline;
        var budget = new RunBudget(BudgetOf(limits) with { Day = job.DayLimit }, usage, created: 0, paid, 1 + options.Value.MaxRepairs + options.Value.MaxContinuations, time);
        var requests = new WritingRequests(results, limits, options.Value);
        using var run = new ExecuteRun(job, limits, chosen.Writer, reader, requests, walk, budget, options.Value, time, logger, ct)
        {
            Describe = results => NewChange.Create(
                ChangeKind.PlanExecuted, $"Executed \"{title}\"", ("task_id", job.Job.TargetTaskId), ("title", title), ("results", results)),
        };
        await run.ExecuteAsync(checkpoint?.Running);
        await run.DocumentAsync(writers.Rules);
        return Outcome(job, chosen.Writer, run, budget, await reader.ReadAsync(CancellationToken.None), ct);
    }

    private static JobOutcome Outcome(JobContext job, ITaskWriter writer, ExecuteRun run, RunBudget budget, PlanOutline outline, CancellationToken ct)
    {
        var walk = run.Walk;
        var error = run.Refused ?? (walk.HasDone ? null : WhyNothing(walk));
        var end = RunEnding.Of(job, error, walk.Exhausted, walk.Remaining > 0, ct);
        var result = new ExecuteResult
        {
            Writer = writer.Name,
            Model = writer.Model,
            Models = budget.Usage.OtherModelsThan(writer.Model),
            Completed = walk.Completed,
            Prepared = walk.Prepared,
            Summaries = walk.Summarised,
            Failed = walk.Failed.Count,
            Skipped = walk.SkippedCount,
            NotReached = walk.NotReached,
            Incomplete = walk.WithResult.Count(id => outline.Find(id)?.ResultIncomplete == true),
            HasDocument = walk.IsDocumented,
            PreparedTasks = [.. walk.PreparedTasks.Take(MaxListedTasks)],
            FailedTasks = [.. walk.Failed.Take(MaxListedTasks)],
            SkippedTasks = [.. walk.Skipped.Take(MaxListedTasks)],
            StopReason = end.Reason,
        };
        return new JobOutcome
        {
            Status = end.Status,
            Result = JsonSerializer.SerializeToElement(result, ContractsJson.Readable.ExecuteResult),
            Error = end.Error,
            Code = end.Of(ExecuteLog.Cancelled, ExecuteLog.Finished, ExecuteLog.Failed),
            Message = Describe(end.Status, result, end.Error),
            Arguments =
            [
                ("completed", result.Completed), ("prepared", result.Prepared), ("summaries", result.Summaries), ("failed", result.Failed), ("skipped", result.Skipped),
                ("not_reached", result.NotReached), ("reason", end.Reason), ("error", end.Error),
            ],
        };
    }

    /// <summary>Null when there was nothing to do, or nothing was tried.</summary>
    private static string? WhyNothing(ExecuteWalk walk) =>
        walk.Failed is [var failed, ..] ? failed.Error : walk.Skipped is [var skipped, ..] ? skipped.Reason : null;

    private static string Describe(JobStatus status, ExecuteResult result, string? error)
    {
        var done = $"{result.Completed} {(result.Completed == 1 ? "task" : "tasks")} done"
            + (result.Prepared > 0 ? $", {result.Prepared} prepared for a person" : "")
            + $", {result.Summaries} {(result.Summaries == 1 ? "parent" : "parents")} closed"
            + (result.Failed > 0 ? $", {result.Failed} failed" : "")
            + (result.Skipped > 0 ? $", {result.Skipped} skipped" : "")
            + (result.NotReached > 0 ? $", {result.NotReached} not reached" : "");
        return status switch
        {
            JobStatus.Cancelled => $"Cancelled: {done}.",
            JobStatus.Failed => $"Failed: {error} ({done})",
            _ when result is { Completed: 0, Prepared: 0, Summaries: 0, Failed: 0, Skipped: 0, NotReached: 0 } => "Finished: there was nothing to do.",
            _ when result.StopReason == StopReasons.Completed => $"Finished: {done}.",
            _ => $"Finished: {done}; {StopReasons.Words(result.StopReason)}.",
        };
    }

    private static string TitleOf(Job job, PlanOutline outline) => job.TargetTaskId is { } id ? outline.Find(id)!.Title : outline.Plan.Title;

    private static BudgetLimits BudgetOf(ExecuteParams limits) => new()
    {
        Calls = limits.LlmCallBudget,
        Tokens = limits.TokenBudget,
        Cost = limits.CostBudget,
        Seconds = limits.TimeBudgetSeconds,
    };
}
