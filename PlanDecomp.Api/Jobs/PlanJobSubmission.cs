// Step 0 of a job's way: from a wish to what is booked.
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Jobs;

/// <summary>Turns a wish for work on a plan, or on one of its tasks, into a durable job, once.</summary>
internal sealed class PlanJobSubmission<TRequest>(IPlanJob<TRequest> kind, IPlanStore plans, JobBooking booking, TimeProvider time)
{
    private const int MaxTitleInLine = 120;

    public async Task<SubmissionOutcome> SubmitAsync(PlanWish<TRequest> wish, CancellationToken ct)
    {
        if (kind.Check(wish.Request, wish.TaskId is not null).Problem is { } invalid) return new SubmissionOutcome.Invalid(invalid);

        // Of another's plan nothing is told, not even which tasks it has.
        if (await plans.FindAsync(wish.PlanId, ct) is not { } plan || plan.Owner != wish.Owner) return new SubmissionOutcome.NotFound("plan");
        if (kind.NeedsTree(wish.Request))
        {
            if (await plans.ReadTreeAsync(wish.PlanId, ct) is not { } tree) return new SubmissionOutcome.NotFound("plan");
            if (kind.Check(wish.Request, tree, wish.TaskId).Problem is { } misplaced) return new SubmissionOutcome.Invalid(misplaced);
        }

        PlanTask? task = null;
        if (wish.TaskId is { } id && (task = await plans.FindTaskAsync(wish.PlanId, id, ct)) is null) return new SubmissionOutcome.NotFound("task");
        var settled = kind.Settle(wish.Request, wish.TaskId is not null);
        var job = new NewJob
        {
            JobType = kind.Type.Name,
            Mode = settled.Mode,
            Owner = wish.Owner,
            PlanId = wish.PlanId,
            TargetTaskId = wish.TaskId,
            Params = settled.Params,
            FirstLine = LifecycleLines.Queued(time.GetUtcNow(), $"{settled.What} \"{TextCut.To(task?.Title ?? plan.Title, MaxTitleInLine)}\""),
        };
        job = job.KeepingApart();
        try
        {
            return await booking.BookAsync(job, wish.IdempotencyKey, $"{kind.Type.Name}/{wish.PlanId}/{wish.TaskId}/{settled.Params.GetRawText()}", ct);
        }
        catch (PlanMissingException)
        {
            // Deleted between the check and the booking.
            return new SubmissionOutcome.NotFound("plan");
        }
    }
}
