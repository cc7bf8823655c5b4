using Microsoft.AspNetCore.Http.HttpResults;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Jobs;

/// <summary>What became of a wish for a job.</summary>
internal abstract record SubmissionOutcome
{
    private SubmissionOutcome()
    {
    }

    /// <summary>The job is durable, or was already.</summary>
    public sealed record Accepted(SubmittedJob Submitted) : SubmissionOutcome;

    /// <summary>There is no such thing, or it is another's.</summary>
    /// <param name="What">The thing in one word: plan, task.</param>
    public sealed record NotFound(string What) : SubmissionOutcome;

    public sealed record Invalid(ValidationProblem Problem) : SubmissionOutcome;

    /// <summary>The idempotency key names another request's job.</summary>
    public sealed record KeyReused : SubmissionOutcome;

    /// <summary>A job that this one must not run beside is at work.</summary>
    public sealed record Busy(string JobId, string JobType) : SubmissionOutcome;

    /// <summary>The account has used what it may of the language model today.</summary>
    /// <param name="EndsAt">When the day ends.</param>
    public sealed record DayUsedUp(DateTimeOffset EndsAt) : SubmissionOutcome;
}
