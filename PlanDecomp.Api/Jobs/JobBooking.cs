using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;

namespace PlanDecomp.Api.Jobs;

/// <summary>Books a job once, whatever it is about, and says what became of that.</summary>
internal sealed class JobBooking(JobSubmission submission)
{
    /// <param name="job">The job, without its key.</param>
    /// <param name="idempotencyKey">As the client sent it, not yet checked; null for none.</param>
    /// <param name="asked">What was asked for, to tell a repeat from another request under the same key.</param>
    /// <param name="ct">Cancels the call before it is booked.</param>
    public async Task<SubmissionOutcome> BookAsync(NewJob job, string? idempotencyKey, string asked, CancellationToken ct)
    {
        if (idempotencyKey is not null)
        {
            if (!IdempotencyKey.IsWellFormed(idempotencyKey)) return new SubmissionOutcome.Invalid(IdempotencyKey.Malformed);
            var key = IdempotencyKey.Of(idempotencyKey, asked);
            job = job with { IdempotencyKey = key.Key, IdempotencyFingerprint = key.Fingerprint };
        }

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
    }
}
