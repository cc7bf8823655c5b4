using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Api.Jobs;

/// <summary>Turns a wish for an execution into a durable job, once.</summary>
internal sealed class ExecuteSubmission(PlanJobSubmission submission, IOptions<ExecuteOptions> options) : IPlanWishes<ExecuteRequest>
{
    /// <summary>What changes the tree, or moves its tasks, must not be at work on the same plan.</summary>
    private static readonly string[] Conflicting = [JobType.PlanExecute, JobType.PlanDecompose, JobType.TaskOperation];

    public async Task<SubmissionOutcome> SubmitAsync(PlanWish<ExecuteRequest> wish, CancellationToken ct)
    {
        if (ExecuteValidation.Check(wish.Request, options.Value).Problem is { } invalid) return new SubmissionOutcome.Invalid(invalid);
        return await submission.SubmitAsync(new PlanJobWish
        {
            Owner = wish.Owner,
            PlanId = wish.PlanId,
            TaskId = wish.TaskId,
            JobType = JobType.PlanExecute,
            Mode = wish.TaskId is null ? JobMode.Plan : JobMode.Subtree,
            What = "execute",
            Params = JsonSerializer.SerializeToElement(options.Value.Settle(wish.Request), ContractsJson.Readable.ExecuteParams),
            ConflictsWith = Conflicting,
            IdempotencyKey = wish.IdempotencyKey,
        }, ct);
    }
}
