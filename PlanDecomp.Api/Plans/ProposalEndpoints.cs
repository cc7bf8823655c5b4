using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Plans;

/// <summary>The drafts of a plan, which are stored as proposals: look at them, edit, rebase, accept or reject them.</summary>
internal static class ProposalEndpoints
{
    private const int MaxNodes = 5_000;
    private const int MaxNamed = 5;

    /// <param name="plan">The routes below one plan, its owner checked.</param>
    public static void MapDrafts(this RouteGroupBuilder plan)
    {
        Map(plan.MapGroup("/drafts").WithTags("Drafts"), (route, name) => route.WithName(name));

        // What they were called once.
        Map(plan.MapGroup("/proposals").ExcludeFromDescription(), (route, _) => route);
    }

    private static void Map(RouteGroupBuilder drafts, Func<RouteHandlerBuilder, string, RouteHandlerBuilder> name)
    {
        name(drafts.MapGet("", ListAsync), "ListDrafts").WithSummary("Lists a plan's drafts, newest first.");

        var draft = drafts.MapGroup("/{proposal_id:long:min(1)}");
        name(draft.MapGet("", ReadAsync), "ReadDraft").WithSummary("Reads a draft as a diff: nodes added, removed, changed and moved, with before and after.");
        Describe<ProposalDetail>(name(draft.MapPatch("", EditAsync), "EditDraft").WithSummary("Changes drafted nodes before they are accepted."));
        Describe<AcceptedProposal>(name(draft.MapPost("/accept", AcceptAsync), "AcceptDraft").WithSummary("Makes the drafted changes, all of them or some, as one change set."));
        Describe<ProposalDetail>(name(draft.MapPost("/reject", RejectAsync), "RejectDraft").WithSummary("Rejects a draft; the tree stays as it is."));
        Describe<RebasedProposal>(name(draft.MapPost("/rebase", RebaseAsync), "RebaseDraft").WithSummary("Brings a draft up to a tree that has changed since it was made."));
    }

    private static void Describe<T>(RouteHandlerBuilder route) =>
        route.Produces<T>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ProposalList>, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "plan_id")] long planId, IProposalStore proposals, CancellationToken ct) =>
        await proposals.ListAsync(planId, ct) is { } list ? TypedResults.Ok(list) : Problem.NotFound("plan");

    private static async Task<Results<Ok<ProposalDetail>, ProblemHttpResult>> ReadAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "proposal_id")] long proposalId, IProposalStore proposals, CancellationToken ct) =>
        await proposals.FindAsync(planId, proposalId, ct) is { } proposal ? TypedResults.Ok(proposal) : Problem.NotFound("draft");

    private static async Task<IResult> EditAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "proposal_id")] long proposalId,
        EditProposalRequest request, IProposalStore proposals, CancellationToken ct)
    {
        var validation = new Validation();
        var nodes = new List<EditProposalNode>();
        if (request.Nodes is not { Count: > 0 and <= MaxNodes }) validation.Add("nodes", $"must have 1 to {MaxNodes} entries.");
        foreach (var node in request.Nodes ?? [])
        {
            nodes.Add(node with
            {
                Title = validation.OptionalLine("nodes.title", node.Title, PlanLimits.TitleLength),
                Instruction = validation.OptionalText("nodes.instruction", node.Instruction, PlanLimits.InstructionLength),
            });
            if (node.TaskId is null) validation.Add("nodes.task_id", "is required.");
            if (node.DependsOn?.Count > PlanLimits.Dependencies) validation.Add("nodes.depends_on", $"must have at most {PlanLimits.Dependencies} entries.");
            if (node.EffortHours is { } hours && hours is not (>= 0 and <= PlanLimits.EffortHours))
            {
                validation.Add("nodes.effort_hours", $"must be from 0 to {PlanLimits.EffortHours:0}.");
            }
        }

        return validation.Problem is { } problem ? problem : Answer(await proposals.EditAsync(planId, proposalId, nodes, ct));
    }

    private static async Task<IResult> AcceptAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "proposal_id")] long proposalId,
        [FromBody] AcceptProposalRequest? request, IProposalStore proposals, CancellationToken ct) =>
        request?.Nodes is { Count: 0 or > MaxNodes }
            ? Problem.Invalid("nodes", $"must have 1 to {MaxNodes} entries, or be left out to accept all.")
            : Answer(await proposals.AcceptAsync(planId, proposalId, request?.Nodes, ct));

    private static async Task<IResult> RejectAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "proposal_id")] long proposalId, IProposalStore proposals, CancellationToken ct) =>
        Answer(await proposals.RejectAsync(planId, proposalId, ct));

    private static async Task<IResult> RebaseAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "proposal_id")] long proposalId, IProposalStore proposals, CancellationToken ct) =>
        Answer(await proposals.RebaseAsync(planId, proposalId, ct));

    private static IResult Answer(ProposalOutcome? outcome) => outcome switch
    {
        ProposalOutcome.Changed changed => TypedResults.Ok(changed.Proposal),
        ProposalOutcome.Accepted accepted => TypedResults.Ok(accepted.Proposal),
        ProposalOutcome.Rebased rebased => TypedResults.Ok(rebased.Proposal),
        ProposalOutcome.NotOpen { Proposal.Status: ProposalStatus.Drafting } drafting => Problem.Conflict(
            "The draft is not finished.", "Its job is still at work on it: wait for its end, or cancel it.", ("job_id", drafting.Proposal.JobId)),
        ProposalOutcome.NotOpen settled => Problem.Conflict(
            $"The draft was {settled.Proposal.Status} before.", null, ("draft_status", settled.Proposal.Status), ("change_set_id", settled.Proposal.ChangeSetId)),
        ProposalOutcome.JobAtWork job => OwnPlans.JobAtWork(job.JobId, job.JobType),
        ProposalOutcome.TreeChanged changed => Problem.Conflict(
            "The plan has changed since the draft was made.",
            $"{Words(changed.Differences)} Rebase the draft, look at it again, then accept it.", ("changed_since", changed.Differences)),
        _ => Problem.NotFound("draft"),
    };

    private static string Words(IReadOnlyList<TreeDifference> differences)
    {
        var shown = differences.Take(MaxNamed).Select(difference =>
            $"{(difference.TaskId == 0 ? "the plan itself" : $"\"{difference.Title}\"")} was {Enum.GetName(difference.Change)!.ToLowerInvariant()}");
        var more = differences.Count > MaxNamed ? $", and {differences.Count - MaxNamed} more" : "";
        return $"Since then {string.Join(", ", shown)}{more}.";
    }
}
