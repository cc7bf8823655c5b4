using System.Text.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Jobs;

/// <summary>Turns a wish for work on a plan, or on one of its tasks, into a durable job, once.</summary>
internal sealed class PlanJobSubmission(IPlanStore plans, JobSubmission submission, TimeProvider time)
{
    private const int MaxTitleInLine = 120;

    public async Task<SubmissionOutcome> SubmitAsync(PlanJobWish wish, CancellationToken ct)
    {
        if (await plans.FindAsync(wish.PlanId, ct) is not { } plan || plan.Owner != wish.Owner) return new SubmissionOutcome.NotFound("plan");
        PlanTask? task = null;
        if (wish.TaskId is { } id && (task = await plans.FindTaskAsync(wish.PlanId, id, ct)) is null) return new SubmissionOutcome.NotFound("task");

        if (wish.IdempotencyKey is { } text && !IdempotencyKey.IsWellFormed(text)) return new SubmissionOutcome.Invalid(IdempotencyKey.Malformed);
        var key = wish.IdempotencyKey is null
            ? null
            : IdempotencyKey.Of(wish.IdempotencyKey, $"{wish.JobType}/{wish.PlanId}/{wish.TaskId}/{wish.Params.GetRawText()}");
        var job = new NewJob
        {
            JobType = wish.JobType,
            Mode = wish.Mode,
            Owner = wish.Owner,
            PlanId = wish.PlanId,
            TargetTaskId = wish.TaskId,
            Params = wish.Params,
            Exclusive = wish.Exclusive,
            ExclusiveWith = wish.ExclusiveWith,
            ConflictsWith = wish.ConflictsWith,
            IdempotencyKey = key?.Key,
            IdempotencyFingerprint = key?.Fingerprint,
            FirstLine = LifecycleLines.Queued(time.GetUtcNow(), $"{wish.What} \"{TextCut.To(task?.Title ?? plan.Title, MaxTitleInLine)}\""),
        };
        try
        {
            return new SubmissionOutcome.Accepted(await submission.SubmitAsync(job, ct));
        }
        catch (IdempotencyKeyReusedException)
        {
            return new SubmissionOutcome.KeyReused();
        }
        catch (JobConflictException conflict)
        {
            return new SubmissionOutcome.Busy(conflict.JobId, conflict.JobType);
        }
        catch (PlanMissingException)
        {
            // Deleted between the check and the submission.
            return new SubmissionOutcome.NotFound("plan");
        }
    }
}

/// <summary>A job on a plan as someone asks for it, its limits checked and settled.</summary>
internal sealed record PlanJobWish
{
    /// <summary>Who asks.</summary>
    public required string Owner { get; init; }

    public required long PlanId { get; init; }

    /// <summary>Null for the whole plan.</summary>
    public long? TaskId { get; init; }

    public required string JobType { get; init; }
    public required string Mode { get; init; }

    /// <summary>For the log's first line, as in "break down".</summary>
    public required string What { get; init; }

    public required JsonElement Params { get; init; }

    /// <inheritdoc cref="NewJob.Exclusive"/>
    public bool Exclusive { get; init; }

    /// <inheritdoc cref="NewJob.ExclusiveWith"/>
    public IReadOnlyList<string>? ExclusiveWith { get; init; }

    /// <inheritdoc cref="NewJob.ConflictsWith"/>
    public IReadOnlyList<string>? ConflictsWith { get; init; }

    /// <summary>As the client sent it, not yet checked; null for none.</summary>
    public string? IdempotencyKey { get; init; }
}
