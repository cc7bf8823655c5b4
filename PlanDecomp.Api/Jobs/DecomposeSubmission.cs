using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.Jobs;

/// <summary>Turns a wish for a decomposition into a durable job, once.</summary>
internal sealed class DecomposeSubmission(IPlanStore plans, JobSubmission submission, IOptions<DecomposeOptions> options, TimeProvider time)
{
    private const int MaxTitleInLine = 120;

    public async Task<DecomposeOutcome> SubmitAsync(DecomposeWish wish, CancellationToken ct)
    {
        if (await plans.FindAsync(wish.PlanId, ct) is not { } plan || plan.Owner != wish.Owner) return new DecomposeOutcome.NotFound("plan");
        PlanTask? task = null;
        if (wish.TaskId is { } id && (task = await plans.FindTaskAsync(wish.PlanId, id, ct)) is null) return new DecomposeOutcome.NotFound("task");

        if (DecomposeValidation.Check(wish.Request, options.Value).Problem is { } invalid) return new DecomposeOutcome.Invalid(invalid);
        var settled = options.Value.Settle(wish.Request, singleTask: wish.TaskId is not null);
        if (wish.IdempotencyKey is { } text && !IdempotencyKey.IsWellFormed(text)) return new DecomposeOutcome.Invalid(IdempotencyKey.Malformed);
        var key = wish.IdempotencyKey is null ? null : IdempotencyKey.OfDecomposition(wish.IdempotencyKey, wish.PlanId, wish.TaskId, settled);

        var job = new NewJob
        {
            JobType = JobType.PlanDecompose,
            Mode = wish.TaskId is null ? JobMode.PlanBfs : JobMode.SingleNode,
            Owner = wish.Owner,
            PlanId = wish.PlanId,
            TargetTaskId = wish.TaskId,
            Params = JsonSerializer.SerializeToElement(settled, ContractsJson.Readable.DecomposeParams),
            Exclusive = true,
            IdempotencyKey = key?.Key,
            IdempotencyFingerprint = key?.Fingerprint,
            FirstLine = LifecycleLines.Queued(time.GetUtcNow(), $"break down \"{Short(task?.Title ?? plan.Title)}\""),
        };
        try
        {
            return new DecomposeOutcome.Accepted(await submission.SubmitAsync(job, ct));
        }
        catch (IdempotencyKeyReusedException)
        {
            return new DecomposeOutcome.KeyReused();
        }
        catch (JobConflictException conflict)
        {
            return new DecomposeOutcome.Busy(conflict.JobId);
        }
        catch (SqliteFileMissingException)
        {
            // Deleted between the check and the submission.
            return new DecomposeOutcome.NotFound("plan");
        }
    }

    private static string Short(string title) => title.Length <= MaxTitleInLine ? title : $"{title[..MaxTitleInLine]}…";
}

/// <summary>A decomposition as someone asks for it.</summary>
/// <param name="Owner">Who asks.</param>
/// <param name="PlanId">Of what.</param>
/// <param name="TaskId">Null for the whole plan.</param>
/// <param name="Request">The limits.</param>
/// <param name="IdempotencyKey">As the client sent it, not yet checked; null for none.</param>
internal sealed record DecomposeWish(string Owner, long PlanId, long? TaskId, DecomposeRequest Request, string? IdempotencyKey = null);

/// <summary>What became of the wish.</summary>
internal abstract record DecomposeOutcome
{
    private DecomposeOutcome()
    {
    }

    /// <summary>The job is durable, or was already.</summary>
    public sealed record Accepted(SubmittedJob Submitted) : DecomposeOutcome;

    /// <summary>There is no such thing, or it is another's.</summary>
    /// <param name="What">The thing in one word: plan, task.</param>
    public sealed record NotFound(string What) : DecomposeOutcome;

    public sealed record Invalid(ValidationProblem Problem) : DecomposeOutcome;

    /// <summary>The idempotency key names another request's job.</summary>
    public sealed record KeyReused : DecomposeOutcome;

    /// <summary>Another job is at work on the same target.</summary>
    public sealed record Busy(string JobId) : DecomposeOutcome;
}
