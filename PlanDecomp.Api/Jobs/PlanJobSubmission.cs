// Step 0 of a job's way: from a wish to what is booked.
using Microsoft.AspNetCore.Http.HttpResults;
using PlanDecomp.Api.Costs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Costs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Spending;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Jobs;

/// <summary>Turns a wish for work on a plan, or on one of its tasks, into a durable job, once.</summary>
internal sealed class PlanJobSubmission<TRequest>(
    IPlanJob<TRequest> kind, IPlanStore plans, JobBooking booking, CostEstimates costs, DayBudget day, TimeProvider time)
{
    private const int MaxTitleInLine = 120;

    public async Task<SubmissionOutcome> SubmitAsync(PlanWish<TRequest> wish, CancellationToken ct)
    {
        if (Check(wish) is { } invalid) return new SubmissionOutcome.Invalid(invalid);

        // Of another's plan nothing is told, not even which tasks it has.
        if (await plans.FindAsync(wish.PlanId, ct) is not { } plan || plan.Owner != wish.Owner) return new SubmissionOutcome.NotFound("plan");
        if (kind.NeedsTree(wish.Request))
        {
            if (await plans.ReadTreeAsync(wish.PlanId, ct) is not { } tree) return new SubmissionOutcome.NotFound("plan");
            if (kind.Check(wish.Request, tree, wish.TaskId).Problem is { } misplaced) return new SubmissionOutcome.Invalid(misplaced);
        }

        PlanTask? task = null;
        if (wish.TaskId is { } id && (task = await plans.FindTaskAsync(wish.PlanId, id, ct)) is null) return new SubmissionOutcome.NotFound("task");
        if (costs.UsesModel(kind.Role) && await day.IsUsedUpAsync(wish.Owner, ct)) return new SubmissionOutcome.DayUsedUp(day.EndsAt);
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

    /// <summary>What the same wish may take of the language model at most.</summary>
    public async Task<EstimateOutcome> EstimateAsync(PlanWish<TRequest> wish, CancellationToken ct)
    {
        if (Check(wish) is { } invalid) return new EstimateOutcome(null, new SubmissionOutcome.Invalid(invalid));
        if (await plans.FindAsync(wish.PlanId, ct) is not { } plan || plan.Owner != wish.Owner) return new EstimateOutcome(null, new SubmissionOutcome.NotFound("plan"));
        var tasks = plan.TaskCount;
        if (wish.TaskId is { } id)
        {
            if (await plans.ReadTreeAsync(wish.PlanId, ct) is not { } tree) return new EstimateOutcome(null, new SubmissionOutcome.NotFound("plan"));
            if (PlanOutline.Below(tree.Tasks).FirstOrDefault(task => task.TaskId == id) is not { } target) return new EstimateOutcome(null, new SubmissionOutcome.NotFound("task"));
            tasks = PlanOutline.Below([target]).Count;
        }

        return new EstimateOutcome(costs.Of(kind.Role, kind.BudgetsOf(wish.Request, tasks, wish.TaskId is not null)), null);
    }

    private ValidationProblem? Check(PlanWish<TRequest> wish)
    {
        var validation = kind.Check(wish.Request, wish.TaskId is not null);
        if (validation.Problem is { } invalid) return invalid;

        // It would promise what nothing can keep.
        return kind.BudgetsOf(wish.Request, tasks: 1, wish.TaskId is not null).Cost is not null && !costs.CanKeepCost(kind.Role)
            ? Problem.Invalid("cost_budget", "cannot be kept, because no price is set for the language model (Llm:Prices).")
            : null;
    }
}

/// <summary>An estimate, or why there is none.</summary>
internal sealed record EstimateOutcome(CostEstimate? Estimate, SubmissionOutcome? Refusal);
