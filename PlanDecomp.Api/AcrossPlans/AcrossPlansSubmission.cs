// Steps 0 and 1 of the way of jobs bound to no plan.
using System.Text.Json;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;

namespace PlanDecomp.Api.AcrossPlans;

/// <summary>Turns a wish for a job bound to no plan into a durable job, once. Its parameters are checked by who asks.</summary>
internal sealed class AcrossPlansSubmission(JobSubmission submission, TimeProvider time)
{
    /// <param name="owner">Who asks.</param>
    /// <param name="wish">Mode and parameters.</param>
    /// <param name="idempotencyKey">Well-formed; null for none.</param>
    /// <param name="ct">Cancels before the job is booked.</param>
    /// <exception cref="IdempotencyKeyReusedException">The key was used with another request.</exception>
    public Task<SubmittedJob> SubmitAsync(string owner, AcrossPlansWish wish, string? idempotencyKey, CancellationToken ct)
    {
        // What an import is asked for is its document; its parameters alone say little.
        var key = idempotencyKey is null ? null : IdempotencyKey.Of(idempotencyKey, $"{wish.Mode}/{wish.Params.GetRawText()}/{wish.Digest}");
        return submission.SubmitAsync(new NewJob
        {
            JobId = wish.JobId,
            JobType = JobType.TaskOperation,
            Mode = wish.Mode,
            Owner = owner,
            Params = wish.Params,
            IdempotencyKey = key?.Key,
            IdempotencyFingerprint = key?.Fingerprint,
            FirstLine = LifecycleLines.Queued(time.GetUtcNow(), wish.What),
        }, ct);
    }
}

/// <summary>A job bound to no plan as someone asks for it.</summary>
/// <param name="Mode">One of <see cref="Contracts.AcrossPlans.AcrossPlansMode"/>.</param>
/// <param name="Params">Its parameters.</param>
/// <param name="What">What it does, for its first line.</param>
internal sealed record AcrossPlansWish(string Mode, JsonElement Params, string What)
{
    /// <summary>The id it must get; null for any.</summary>
    public string? JobId { get; init; }

    /// <summary>Of the document that came along, to tell a repeat from another request.</summary>
    public string? Digest { get; init; }
}
