using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Api.Jobs;

/// <summary>Turns a wish for a decomposition into a durable job, once.</summary>
internal sealed class DecomposeSubmission(PlanJobSubmission submission, IOptions<DecomposeOptions> options) : IPlanWishes<DecomposeRequest>
{
    public async Task<SubmissionOutcome> SubmitAsync(PlanWish<DecomposeRequest> wish, CancellationToken ct)
    {
        if (DecomposeValidation.Check(wish.Request, options.Value).Problem is { } invalid) return new SubmissionOutcome.Invalid(invalid);
        var settled = options.Value.Settle(wish.Request, singleTask: wish.TaskId is not null);
        return await submission.SubmitAsync(new PlanJobWish
        {
            Owner = wish.Owner,
            PlanId = wish.PlanId,
            TaskId = wish.TaskId,
            JobType = JobType.PlanDecompose,
            Mode = wish.TaskId is null ? JobMode.PlanBfs : JobMode.SingleNode,
            What = "break down",
            Params = JsonSerializer.SerializeToElement(settled, ContractsJson.Readable.DecomposeParams),
            Exclusive = true,
            ExclusiveWith = [JobType.TaskOperation],
            // An execution works on the tree as it was when it began.
            ConflictsWith = [JobType.PlanExecute],
            IdempotencyKey = wish.IdempotencyKey,
        }, ct);
    }
}
