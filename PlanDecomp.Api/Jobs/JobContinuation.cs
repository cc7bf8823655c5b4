using PlanDecomp.Api.Costs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Spending;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Jobs;

/// <summary>Has a job that ended before its work was done gone on with, by a new job that begins where it stood.</summary>
/// <remarks>An ended job stays ended. All that it has done and paid for is the new one's: checkpoint, figures, used budgets, parameters.</remarks>
internal sealed class JobContinuation(IJobStore store, JobBooking booking, CostEstimates costs, DayBudget day, TimeProvider time)
{
    // No client can choose such a key: theirs are printable ASCII.
    private const string KeyPrefix = "§continue";

    /// <summary>A job is gone on with once: whoever asks again gets the same new job.</summary>
    /// <param name="job">One that can be continued.</param>
    /// <param name="ct">Cancels the call before it is booked.</param>
    public async Task<SubmissionOutcome> ContinueAsync(Job job, CancellationToken ct)
    {
        if (RoleOf(job) is { } role && costs.UsesModel(role) && await day.IsUsedUpAsync(job.Owner, ct)) return new SubmissionOutcome.DayUsedUp(day.EndsAt);
        var first = await store.ReadLogAsync(job.JobId, new JobLogQuery { After = 0, Limit = 1 }, ct);
        var next = new NewJob
        {
            JobType = job.JobType,
            Mode = job.Mode,
            Owner = job.Owner,
            PlanId = job.PlanId,
            TargetTaskId = job.TargetTaskId,
            Params = job.Params,
            ContinuesJobId = job.JobId,
            IdempotencyKey = $"{KeyPrefix}/{job.JobId}",
            FirstLine = LifecycleLines.Continued(time.GetUtcNow(), job.JobId, WhatOf(first?.Entries is [var line, ..] ? line : null)),
        };
        try
        {
            return await booking.BookAsync(next.KeepingApart(), idempotencyKey: null, asked: "", ct);
        }
        catch (PlanMissingException)
        {
            // Deleted between the check and the booking.
            return new SubmissionOutcome.NotFound("job");
        }
    }

    /// <summary>The model that did it; null for what needs none.</summary>
    private static LlmRole? RoleOf(Job job) => job switch
    {
        { JobType: JobType.PlanDecompose } => LlmRole.Planning,
        { JobType: JobType.PlanExecute } => LlmRole.Writing,
        _ => TaskOperations.Find(job.Mode) is null ? null : LlmRole.Operations,
    };

    /// <summary>What the job was asked to do, as its first line says.</summary>
    private static string? WhatOf(JobLogEntry? first) =>
        first?.Metadata is { } metadata && metadata.TryGetProperty("args", out var args) && args.TryGetProperty("what", out var what) ? what.GetString() : null;
}
