using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Api.Jobs;

/// <summary>Turns a wish for an execution into a durable job, once.</summary>
internal sealed class ExecuteSubmission(PlanJobSubmission submission, IOptions<ExecuteOptions> options)
{
    /// <summary>What changes the tree, or moves its tasks, must not be at work on the same plan.</summary>
    private static readonly string[] Conflicting = [JobType.PlanExecute, JobType.PlanDecompose, JobType.TaskOperation];

    public async Task<SubmissionOutcome> SubmitAsync(ExecuteWish wish, CancellationToken ct)
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

/// <summary>An execution as someone asks for it.</summary>
/// <param name="Owner">Who asks.</param>
/// <param name="PlanId">Of what.</param>
/// <param name="TaskId">Null for the whole plan.</param>
/// <param name="Request">The limits.</param>
/// <param name="IdempotencyKey">As the client sent it, not yet checked; null for none.</param>
internal sealed record ExecuteWish(string Owner, long PlanId, long? TaskId, ExecuteRequest Request, string? IdempotencyKey = null);
