// Step 3 of the data's way: the handler of operations on tasks.
using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Llm;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Checkpoints;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Worker.Operations;

/// <summary>Carries out operations on tasks: has the change worked out, then makes it as one change set, or stores it as a proposal.</summary>
/// <remarks>
/// An operation that is cancelled before its change is made changes nothing; once it is made, the end tells of it, whoever wishes what.
/// One whose budget runs out midway makes the part that is there.
/// </remarks>
internal sealed class PlanOperator(
    IPlanStore plans, IPlanHistory history, IProposalStore proposals, IEnumerable<IPlanOperation> operations, PlannerChooser planners,
    [FromKeyedServices(LlmRole.Operations)] LlmCaller caller, IOptions<LlmOptions> llm, IOptions<PlanningOptions> planning, TimeProvider time) : IJobHandler
{
    /// <summary>Tasks a result lists, with what there is to say of them; a plan of thousands would swell it.</summary>
    private const int MaxListedTasks = 500;

    private const string NoModel = "Rules cannot do this: it needs a language model. Set Llm:ApiKey (or OPENAI_API_KEY), or Llm:BaseUrl and Llm:Model for another endpoint.";

    private readonly Dictionary<string, IPlanOperation> _operations = operations.ToDictionary(operation => operation.Operation.Name);

    public string JobType => Contracts.Jobs.JobType.TaskOperation;

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var parameters = job.Job.ReadParams(ContractsJson.Default.OperationParams);
        if (TaskOperations.Find(parameters.Operation) is not { } described || !_operations.TryGetValue(described.Name, out var operation))
        {
            throw new JobFailedException($"This worker knows no operation '{parameters.Operation}'.");
        }

        parameters = parameters with { Operation = described.Name, Commit = described.Effect == OperationEffect.OnlyDrafts ? CommitMode.Review : parameters.Commit };
        var planId = job.Job.PlanId ?? throw new JobFailedException("An operation needs a plan.");

        // Not cancelled: a job cancelled between two attempts comes here to tell what the one before has done.
        var tree = await plans.ReadTreeAsync(planId, CancellationToken.None) ?? throw new JobFailedException("The plan does not exist any more.");
        var checkpoint = OperationCheckpoint.Read(job.Checkpoint);
        var usage = (checkpoint?.Usage ?? new()).AtLeast(job.Job.Stats);
        var chosen = planners.Choose(LlmRole.Operations);
        var limits = new BudgetLimits { Calls = parameters.LlmCallBudget, Tokens = parameters.TokenBudget, Cost = parameters.CostBudget, Day = job.DayLimit, Seconds = parameters.TimeBudgetSeconds };
        var budget = new RunBudget(
            limits, usage, created: 0, paid: chosen.Planner.Name != PlannerNames.Offline, 1 + planning.Value.MaxRepairs, time);
        using var run = new OperationRun(
            job, parameters, chosen, checkpoint?.MadeAgainst ?? TreeSnapshot.Of(tree),
            new PlanOutline(checkpoint?.MadeAgainst.ToTree(tree.Plan) ?? tree, planning.Value.MaxOutlineLength),
            checkpoint, budget, caller, llm.Value, planning.Value, time);
        if (job.Job.TargetTaskId is not null && run.Target is null) throw new JobFailedException("The task does not exist any more.");

        // A change that an attempt before has made is told of, whatever plans by now.
        if (operation.Operation.NeedsModel && !run.UsesModel && !run.IsCommitted) throw new JobFailedException(NoModel);

        if (checkpoint is null) job.LogStarted(operation.Operation, run.Title, parameters.Commit, run.Tasks.Count);
        else job.LogResumed(operation.Operation.Name, checkpoint.Answers.Count, usage.Calls);
        job.LogPlanner(chosen);
        run.Report();
        try
        {
            if (run.IsCommitted) return Finished(run, await DraftAgainAsync(operation, run), await FindCommittedAsync(planId, job.Job.Lineage()));
            var draft = await operation.RunAsync(run, ct);
            ct.ThrowIfCancellationRequested();
            var committed = await CommitAsync(run, planId, draft);
            run.Report();
            return Finished(run, draft, committed);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested && job.StopReason == JobStopReason.CancelRequested)
        {
            return Cancelled(run);
        }
        catch (UnusableAnswerException e)
        {
            return Refused(run, e.Message, StopReasons.Completed);
        }
        catch (BudgetExhaustedException e)
        {
            return Refused(run, $"Nothing was changed: {StopReasons.Words(e.Reason)} before there was an answer.", e.Reason);
        }
    }

    /// <summary>What was worked out before the change was made: for the words about it alone.</summary>
    private static async Task<OperationDraft> DraftAgainAsync(IPlanOperation operation, OperationRun run)
    {
        try
        {
            return await operation.RunAsync(run, CancellationToken.None);
        }
        catch (Exception e) when (e is UnusableAnswerException or BudgetExhaustedException or JobFailedException)
        {
            // Another planner is configured by now, whose answers there are none of. The change stands all the same.
            return new OperationDraft([]);
        }
    }

    private async Task<Committed> CommitAsync(OperationRun run, long planId, OperationDraft draft)
    {
        if (draft.Edits.Count == 0) return new Committed();
        var committed = await run.Job.CommitAsync(
            transaction =>
            {
                var made = run.Params.Commit == CommitMode.Review
                    ? Propose(plans.WritesIn(transaction), run, draft)
                    : Apply(plans.WritesIn(transaction), run, draft);

                // Nothing is made: another attempt must not take it for done.
                if (made.Refusal is not null) transaction.Checkpoint = run.ToCheckpoint(isCommitted: false).Write();
                Tell(transaction, run, made, draft);
                return made;
            },
            run.ToCheckpoint(isCommitted: true).Write(), CancellationToken.None);
        if (committed.Refusal is { } refusal) throw new JobFailedException(refusal);
        return committed with { Created = committed.ChangeSetId is null ? [] : await CreatedAsync(planId, run.Job.Job.Lineage()) };
    }

    private static void Tell(RunTransaction transaction, OperationRun run, Committed made, OperationDraft draft)
    {
        var (operation, edits) = (run.Params.Operation, draft.Edits.Count);
        if (made.Differences > 0) transaction.Tell(OperationLog.RebasedOn(operation, made.Differences, made.Dropped.Count));
        if (made.ChangeSetId is { } changeSetId) transaction.Tell(OperationLog.AppliedAs(operation, changeSetId, edits - made.Dropped.Count));
        if (made.ProposalId is { } proposalId) transaction.Tell(OperationLog.ProposedAs(operation, proposalId, edits));
        if (made.Refusal is null && LostDependencies.Of(run.MadeAgainst, draft.Edits) is { Count: > 0 } lost) transaction.Tell(OperationLog.Dropped(operation, lost));
    }

    private static Committed Propose(IPlanWrites plan, OperationRun run, OperationDraft draft)
    {
        var id = plan.BeginProposal(run.Params.Operation, run.Job.Job.TargetTaskId, run.Title, run.MadeAgainst);
        plan.ProposeEdits(id, draft.Edits);
        return new Committed { ProposalId = id };
    }

    /// <summary>Makes the change on the tree as it is by now. A refusal is returned: thrown out of the transaction, it would take the lines with it.</summary>
    private static Committed Apply(IPlanWrites plan, OperationRun run, OperationDraft draft)
    {
        var before = plan.ReadTree();
        var differences = TreeDifferences.Find(run.MadeAgainst, before).Count;
        var tree = new TreeDraft(before);
        var dropped = run.MadeAgainst.Name(tree.Apply(draft.Edits));
        if (dropped.Count == draft.Edits.Count) return new Committed { Refusal = "The plan was changed meanwhile, and nothing of the answer fits it any more." };
        if (tree.FindFault() is { } fault) return new Committed { Refusal = $"The change does not fit the plan: {fault}" };

        var changeSetId = plan.SaveTree(before, tree.ToSnapshot(), draft.Edits, NewChange.Create(
            ChangeKind.OperationApplied, $"{run.Operation.Words.Doing.English} \"{run.Title}\"",
            ("operation", run.Params.Operation), ("task_id", run.Job.Job.TargetTaskId), ("title", run.Title), ("changes", draft.Edits.Count - dropped.Count)));
        return new Committed { ChangeSetId = changeSetId, Differences = differences, Dropped = dropped };
    }

    /// <summary>What an attempt before has committed, or a job that this one goes on from.</summary>
    private async Task<Committed> FindCommittedAsync(long planId, IReadOnlyList<string> jobs)
    {
        Proposal? proposal = null;
        ChangeSet? change = null;
        foreach (var jobId in jobs)
        {
            proposal ??= await proposals.FindOfJobAsync(planId, jobId, CancellationToken.None);
            change ??= await history.FindOfJobAsync(planId, jobId, CancellationToken.None);
        }

        return new Committed
        {
            ProposalId = proposal?.ProposalId,
            ChangeSetId = change?.ChangeSetId,
            Changes = proposal?.NodeCount ?? change?.Metadata?.GetProperty("args").GetProperty("changes").GetInt32(),
            Created = await CreatedAsync(planId, jobs),
        };
    }

    private async Task<IReadOnlyList<long>> CreatedAsync(long planId, IReadOnlyList<string> jobs) =>
        await plans.ReadTreeAsync(planId, CancellationToken.None) is { } tree
            ? [.. OperationRun.Below(tree.Tasks).Where(task => task.CreatedByJob is { } by && jobs.Contains(by)).Select(task => task.TaskId).Order()]
            : [];

    private static JobOutcome Finished(OperationRun run, OperationDraft draft, Committed committed)
    {
        var reason = run.Exhausted ?? StopReasons.Completed;
        var changes = committed is { ChangeSetId: null, ProposalId: null } ? 0 : committed.Changes ?? draft.Edits.Count - committed.Dropped.Count;
        var result = Result(run, reason) with
        {
            Changes = changes,
            ChangeSetId = committed.ChangeSetId,
            ProposalId = committed.ProposalId,
            CreatedTaskIds = committed.Created,
            Dropped = committed.Dropped,
            DroppedDependencies = [.. LostDependencies.Of(run.MadeAgainst, draft.Edits).Take(MaxListedTasks)],
            Summary = draft.Summary,
            Quality = draft.Quality,
            Estimate = draft.Estimate,
            Notes = [.. draft.Notes.Take(MaxListedTasks)],
        };
        return Outcome(run, JobStatus.Succeeded, OperationLog.Finished, Words(run, draft, result), result, null);
    }

    private static JobOutcome Refused(OperationRun run, string error, string reason) =>
        Outcome(run, JobStatus.Failed, OperationLog.Failed, $"Failed: {error}", Result(run, reason), error);

    private static JobOutcome Cancelled(OperationRun run) =>
        Outcome(run, JobStatus.Cancelled, OperationLog.Cancelled, "Cancelled: nothing was changed.", Result(run, StopReasons.Cancelled), null);

    private static OperationResult Result(OperationRun run, string reason) => new()
    {
        Operation = run.Params.Operation,
        Planner = run.Chosen.Planner.Name,
        Model = run.Chosen.Model,
        Models = run.Usage.OtherModelsThan(run.Chosen.Model),
        FailedTasks = [.. run.Failed.Take(MaxListedTasks)],
        StopReason = reason,
    };

    private static JobOutcome Outcome(OperationRun run, JobStatus status, string code, string message, OperationResult result, string? error) => new()
    {
        Status = status,
        Result = JsonSerializer.SerializeToElement(result, ContractsJson.Readable.OperationResult),
        Error = error,
        Code = code,
        Message = message,
        Arguments =
        [
            ("operation", result.Operation), ("changes", result.Changes), ("failed", run.Failed.Count), ("reason", result.StopReason),
            ("change_set_id", result.ChangeSetId), ("proposal_id", result.ProposalId), ("score", result.Quality?.Score),
            ("hours", result.Estimate?.TotalHours), ("error", error),
        ],
    };

    private static string Words(OperationRun run, OperationDraft draft, OperationResult result)
    {
        var more = (run.Failed.Count > 0 ? $", {run.Failed.Count} left as they were" : "") + (run.Exhausted is { } reason ? $"; {StopReasons.Words(reason)}" : "");
        return (draft, result) switch
        {
            ({ Quality: { } quality }, { ProposalId: null }) => $"Finished: {quality.Score} of 100 points{more}.",
            ({ Quality: { } quality }, _) => $"Finished: {quality.Score} of 100 points, {result.Changes} {(result.Changes == 1 ? "improvement" : "improvements")} proposed{more}.",
            ({ Estimate: { } estimate }, _) => $"Finished: {estimate.TotalHours} hours of work, {estimate.DurationHours} from start to end{more}.",
            ({ Summary: not null }, _) => $"Finished: the summary is written{more}.",
            (_, { Changes: 0 }) => $"Finished: there was nothing to change{more}.",
            (_, { ProposalId: not null }) => $"Finished: {result.Changes} {(result.Changes == 1 ? "change" : "changes")} proposed{more}.",
            _ => $"Finished: {result.Changes} {(result.Changes == 1 ? "task" : "tasks")} changed{more}.",
        };
    }

    private sealed record Committed
    {
        public long? ChangeSetId { get; init; }
        public long? ProposalId { get; init; }

        /// <summary>Of an earlier attempt; null when this one has made them.</summary>
        public int? Changes { get; init; }

        public int Differences { get; init; }
        public IReadOnlyList<DroppedNode> Dropped { get; init; } = [];
        public IReadOnlyList<long> Created { get; init; } = [];
        public string? Refusal { get; init; }
    }
}
