// Steps 0 and 1 of the way of jobs bound to no plan.
using System.Text.Json;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.AcrossPlans;

/// <summary>Turns a wish for a job bound to no plan into a durable job, once. Its parameters are checked by who asks.</summary>
internal sealed class AcrossPlansSubmission(JobBooking booking, TimeProvider time)
{
    // What an import is asked for is its document; its parameters alone say little.
    public Task<SubmissionOutcome> SubmitAsync(AcrossPlansWish wish, CancellationToken ct) => booking.BookAsync(
        new NewJob
        {
            JobId = wish.JobId,
            JobType = JobType.TaskOperation,
            Mode = wish.Mode,
            Owner = wish.Owner,
            Params = wish.Params,
            FirstLine = LifecycleLines.Queued(time.GetUtcNow(), wish.What),
        },
        wish.IdempotencyKey, $"{wish.Mode}/{wish.Params.GetRawText()}/{wish.Digest}", ct);
}

/// <summary>A job bound to no plan as someone asks for it.</summary>
/// <param name="Owner">Who asks.</param>
/// <param name="Mode">One of <see cref="AcrossPlansMode"/>.</param>
/// <param name="Params">Its parameters.</param>
/// <param name="What">What it does, for its first line.</param>
/// <param name="IdempotencyKey">As the client sent it, not yet checked; null for none.</param>
internal sealed record AcrossPlansWish(string Owner, string Mode, JsonElement Params, string What, string? IdempotencyKey)
{
    /// <param name="owner">Who asks.</param>
    /// <param name="planIds">Plans of theirs; null for all they have when the job runs.</param>
    /// <param name="format">One of <see cref="PlanFormat"/>.</param>
    /// <param name="idempotencyKey">As the client sent it, not yet checked; null for none.</param>
    public static AcrossPlansWish Export(string owner, IReadOnlyList<long>? planIds, string format, string? idempotencyKey)
    {
        var export = new ExportParams { PlanIds = planIds, Format = format };
        var what = planIds is null ? "export all plans" : planIds.Count == 1 ? "export 1 plan" : $"export {planIds.Count} plans";
        return new(owner, AcrossPlansMode.ExportPlans, JsonSerializer.SerializeToElement(export, ContractsJson.Readable.ExportParams), what, idempotencyKey);
    }

    /// <param name="plan">A plan of the one who asks.</param>
    /// <param name="title">The copy's; null for one made from the plan's own.</param>
    /// <param name="idempotencyKey">As the client sent it, not yet checked; null for none.</param>
    public static AcrossPlansWish Duplicate(Plan plan, string? title, string? idempotencyKey)
    {
        var duplicate = new DuplicateParams { PlanId = plan.PlanId, Title = title };
        return new(plan.Owner, AcrossPlansMode.DuplicatePlan, JsonSerializer.SerializeToElement(duplicate, ContractsJson.Readable.DuplicateParams), $"copy \"{plan.Title}\"", idempotencyKey);
    }

    public static AcrossPlansWish Reindex(string owner, string? idempotencyKey) =>
        new(owner, AcrossPlansMode.Reindex, JsonElement.Parse("{}"), "read all plans into the index again", idempotencyKey);

    /// <summary>The id it must get; null for any.</summary>
    public string? JobId { get; init; }

    /// <summary>Of the document that came along, to tell a repeat from another request.</summary>
    public string? Digest { get; init; }
}
