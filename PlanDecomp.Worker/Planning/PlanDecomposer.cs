// Step 3 of the data's way: the handler of decompositions.
using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Plans.Results;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Checkpoints;
using PlanDecomp.Worker.Outlines;

namespace PlanDecomp.Worker.Planning;

/// <summary>Breaks a plan, or one task of it, down into tasks, breadth-first and within budgets.</summary>
/// <remarks>
/// The target is the job's task, or the plan itself when it has none. Levels count from the target: <c>expand_depth</c> 2 leaves
/// tasks two levels below it, whether this job or someone before has made the first; so a second job of the same kind adds nothing.
/// With <c>allow_existing_children</c> each node on the way gets more children, of which the limits apply to the new ones.
/// The result lists the branches a person would want to know of: leaves, existing children, the deepest level, budgets, cancellation.
/// The bottom level, where a walk ends as asked for, is not listed.
/// </remarks>
public sealed class PlanDecomposer(
    IPlanStore plans, IProposalStore proposals, ITaskResultStore results, PlannerChooser planners, IOptions<PlanningOptions> options,
    TimeProvider time, ILogger<PlanDecomposer> logger) : IJobHandler
{
    /// <summary>Stopped branches a result lists; a plan of thousands of tasks would swell it.</summary>
    private const int MaxListedBranches = 500;

    public string JobType => Contracts.Jobs.JobType.PlanDecompose;

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var limits = job.Job.ReadParams(ContractsJson.Default.DecomposeParams);
        var tree = TargetFor(job.Job, limits);
        if (limits.Commit == CommitMode.Review && job.Job.Continues is { Count: > 0 } before)
        {
            await job.CommitAsync(run => plans.WritesIn(run).TakeOverProposal(before), checkpoint: null, isProgress: false, CancellationToken.None);
        }

        if (job.Checkpoint is null && job.Job.TargetTaskId is null && !string.IsNullOrWhiteSpace(limits.Hint)) await KeepWishAsync(job, limits.Hint.Trim());

        // Not cancelled: a job cancelled between two attempts comes here to tell what the one before has done.
        var outline = await tree.ReadAsync(CancellationToken.None);
        var chosen = planners.Choose();

        var checkpoint = DecomposeCheckpoint.Read(job.Checkpoint);
        var target = TargetOf(job.Job, outline);
        if (checkpoint is null) job.LogStarted(target.TaskId, target.Title, limits);
        var walk = checkpoint is null
            ? DecomposeWalk.Begin(target, limits.ExpandDepth)
            : DecomposeWalk.Restore(checkpoint, outline, job.Job, limits.ExpandDepth);
        var usage = (checkpoint?.Usage ?? new()).AtLeast(job.Job.Stats);
        if (checkpoint is not null) job.LogResumed(checkpoint with { Usage = usage }, walk.Remaining);
        job.LogPlanner(chosen);

        var paid = chosen.Planner.Name != PlannerNames.Offline;
        var budget = new RunBudget(BudgetOf(limits) with { Day = job.DayLimit }, usage, checkpoint?.Created ?? 0, paid, 1 + options.Value.MaxRepairs, time);
        var requests = new NodeRequests(new PriorResults(results), limits, options.Value, time);
        using var run = new DecomposeRun(job, limits, chosen, tree, requests, walk, budget, options.Value, time, logger, ct);
        await run.WalkAsync();
        tree.Forget();
        if (limits.Commit == CommitMode.Review)
        {
            var proposal = await proposals.FindOfJobAsync(job.Job.PlanId!.Value, job.Job.JobId, CancellationToken.None);
            return Outcome(job, chosen.Planner, run, budget, [], proposal?.ProposalId, ct);
        }

        return Outcome(
            job, chosen.Planner, run, budget, CreatedBy(job.Job.Lineage(), await tree.ReadAsync(CancellationToken.None)), proposalId: null, ct);
    }

    /// <summary>What is wished for a plan as a whole is wished of the jobs after this one too.</summary>
    private async Task KeepWishAsync(JobContext job, string hint) => await job.CommitAsync(
        run =>
        {
            plans.WritesIn(run).KeepWish(hint);
            return true;
        },
        checkpoint: null, isProgress: false, CancellationToken.None);

    private static IReadOnlyList<long> CreatedBy(IReadOnlyList<string> jobs, PlanOutline outline) => [.. jobs.SelectMany(outline.CreatedBy).Order()];

    private IDecomposeTarget TargetFor(Job job, DecomposeParams limits)
    {
        var planId = job.PlanId ?? throw new JobFailedException("A decomposition needs a plan.");
        return limits.Commit == CommitMode.Review
            ? new ProposalTarget(plans, proposals, job, options.Value.MaxOutlineLength)
            : new TreeTarget(new PlanReader(plans, planId, options.Value.MaxOutlineLength), job);
    }

    private static JobOutcome Outcome(
        JobContext job, INodePlanner planner, DecomposeRun run, RunBudget budget, IReadOnlyList<long> created, long? proposalId, CancellationToken ct)
    {
        var walk = run.Walk;
        var stoppedSome = walk.Stopped.Any(branch => branch.Reason == StopReasons.Cancelled);
        var end = RunEnding.Of(job, run.Refused ?? (walk.Expanded == 0 ? walk.Failed.FirstOrDefault()?.Error : null), walk.Exhausted, stoppedSome || run.LinkingWasCut, ct);
        var result = new DecomposeResult
        {
            Planner = planner.Name,
            Model = planner.Model,
            Models = budget.Usage.OtherModelsThan(planner.Model),
            CreatedTaskIds = created,
            ProposalId = proposalId,
            ExpandedNodes = walk.Expanded,
            FailedNodes = walk.Failed,
            PartialNodes = walk.Partial,
            Linking = walk.Linked?.Result,
            StoppedBranches = [.. walk.Stopped.Take(MaxListedBranches)],
            StopReason = end.Reason,
        };
        return new JobOutcome
        {
            Status = end.Status,
            Result = JsonSerializer.SerializeToElement(result, ContractsJson.Readable.DecomposeResult),
            Error = end.Error,
            Code = end.Of(DecomposeLog.Cancelled, DecomposeLog.Finished, DecomposeLog.Failed),
            Message = Describe(end, budget.Created, proposalId is null ? "created" : "proposed", walk),
            Arguments =
            [
                ("created", budget.Created), ("expanded", walk.Expanded), ("failed", walk.Failed.Count), ("stopped", walk.Stopped.Count),
                ("reason", end.Reason), ("proposal_id", proposalId), ("error", end.Error),
            ],
        };
    }

    private static string Describe(RunEnding end, int created, string verb, DecomposeWalk walk)
    {
        var done = $"{created} {(created == 1 ? "task" : "tasks")} {verb} from {walk.Expanded} {(walk.Expanded == 1 ? "node" : "nodes")}"
            + (walk.Failed.Count > 0 ? $", {walk.Failed.Count} failed" : "");
        return end.Status switch
        {
            JobStatus.Cancelled => $"Cancelled: {done}.",
            JobStatus.Failed => $"Failed: {end.Error} ({done})",
            _ when walk.Expanded == 0 && walk.Stopped.Count > 0 => $"Finished without a new task: {StopReasons.Words(walk.Stopped[0].Reason)}.",
            _ => $"Finished: {done}; {StopReasons.Words(end.Reason)}.",
        };
    }

    private static WalkNode TargetOf(Job job, PlanOutline outline) => job.TargetTaskId is { } id
        ? new WalkNode(id, outline.Find(id)?.Title ?? $"task {id}", Level: 0)
        : new WalkNode(null, outline.Plan.Title, Level: 0);

    private static BudgetLimits BudgetOf(DecomposeParams limits) => new()
    {
        Created = limits.NodeBudget,
        MinChildren = limits.MinChildren,
        MaxChildren = limits.MaxChildren,
        Calls = limits.LlmCallBudget,
        Tokens = limits.TokenBudget,
        Cost = limits.CostBudget,
        Seconds = limits.TimeBudgetSeconds,
    };
}
