using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Operations;

/// <summary>Turns a wish for an operation on tasks into a durable job, once.</summary>
internal sealed class OperationSubmission(
    IPlanStore plans, PlanJobSubmission submission, IOptions<OperationOptions> options, IOptions<DecomposeOptions> decompose) : IPlanWishes<OperationRequest>
{
    public async Task<SubmissionOutcome> SubmitAsync(PlanWish<OperationRequest> wish, CancellationToken ct)
    {
        if (OperationValidation.Check(wish.Request, wish.TaskId is not null, options.Value).Problem is { } invalid) return new SubmissionOutcome.Invalid(invalid);
        if (wish.Request.Locked is { Count: > 0 } || wish.Request.TaskIds is { Count: > 0 })
        {
            // Of another's plan nothing is told, not even which tasks it has.
            if (await plans.ReadTreeAsync(wish.PlanId, ct) is not { } tree || tree.Plan.Owner != wish.Owner) return new SubmissionOutcome.NotFound("plan");
            if (OperationValidation.Check(wish.Request, tree, wish.TaskId).Problem is { } misplaced) return new SubmissionOutcome.Invalid(misplaced);
        }

        var settled = options.Value.Settle(wish.Request, decompose.Value);
        return await submission.SubmitAsync(new PlanJobWish
        {
            Owner = wish.Owner,
            PlanId = wish.PlanId,
            TaskId = wish.TaskId,
            JobType = JobType.TaskOperation,
            Mode = settled.Operation,
            What = settled.Operation.Replace('_', ' '),
            Params = JsonSerializer.SerializeToElement(settled, ContractsJson.Readable.OperationParams),
            Exclusive = true,
            ExclusiveWith = [JobType.PlanDecompose],

            // An execution works on the tree as it was when it began.
            ConflictsWith = [JobType.PlanExecute],
            IdempotencyKey = wish.IdempotencyKey,
        }, ct);
    }
}
