using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Api.Jobs;

/// <summary>Turns a wish for a decomposition into a durable job, once.</summary>
internal sealed class DecomposeSubmission(PlanJobSubmission submission, IOptions<DecomposeOptions> options)
{
    public async Task<SubmissionOutcome> SubmitAsync(DecomposeWish wish, CancellationToken ct)
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

/// <summary>A decomposition as someone asks for it.</summary>
/// <param name="Owner">Who asks.</param>
/// <param name="PlanId">Of what.</param>
/// <param name="TaskId">Null for the whole plan.</param>
/// <param name="Request">The limits.</param>
/// <param name="IdempotencyKey">As the client sent it, not yet checked; null for none.</param>
internal sealed record DecomposeWish(string Owner, long PlanId, long? TaskId, DecomposeRequest Request, string? IdempotencyKey = null);
