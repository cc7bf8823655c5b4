// Step 3 of the data's way: the worker walks a plan's tree and has its nodes broken down.
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Budgets;

namespace PlanDecomp.Worker.Planning;

/// <summary>One attempt at a decomposition: nodes are planned side by side and committed one by one in the frontier's order.</summary>
/// <remarks>
/// Invariant: a node's children, the checkpoint without it, and its log line are one commit, made when all nodes before it are
/// committed. So task ids and order depend on the answers alone, and an attempt after a crash repeats no committed node.
/// </remarks>
internal sealed partial class DecomposeRun : IDisposable
{
    /// <summary>Nodes in flight for each that is planned at the same time: a slow first one must not idle the others.</summary>
    private const int FlightsPerSlot = 2;

    private readonly JobContext _job;
    private readonly DecomposeParams _limits;
    private readonly INodePlanner _planner;
    private readonly IPlanLinker _linker;
    private readonly IDecomposeTarget _target;
    private readonly NodeRequests _requests;
    private readonly PlanningOptions _options;
    private readonly ILogger _logger;
    private readonly RunBudget _budget;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _calls;
    private readonly CancellationToken _ct;
    private readonly Lock _reporting = new();

    // Invariant: the tree is read and forgotten by one at a time, so that what was read before a commit is never kept after it.
    private readonly SemaphoreSlim _reading = new(1);

    // Invariant: what is told of nodes that have landed is stored with the checkpoint that says so, and not before.
    private readonly List<WorkLine> _telling = [];
    private string? _refused;

    public DecomposeRun(
        JobContext job, DecomposeParams limits, ChosenPlanner chosen, IDecomposeTarget target, NodeRequests requests, DecomposeWalk walk, RunBudget budget,
        PlanningOptions options, TimeProvider time, ILogger logger, CancellationToken ct)
    {
        (_job, _limits, _planner, _linker, _target, _requests, Walk) = (job, limits, chosen.Planner, chosen.Linker, target, requests, walk);
        (_budget, _options, _logger, _ct) = (budget, options, logger, ct);
        _slots = new SemaphoreSlim(options.Parallelism);
        _deadline = budget.TimeLeft is { } left ? new CancellationTokenSource(left, time) : new CancellationTokenSource();
        _calls = CancellationTokenSource.CreateLinkedTokenSource(ct, _deadline.Token);
    }

    public DecomposeWalk Walk { get; }

    /// <summary>Why the planner cannot work at all; null when it can.</summary>
    public string? Refused => _refused;

    /// <summary>Walks until the frontier is empty, a budget stops it, or it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">The lease is lost or the worker stops; what is committed stays.</exception>
    public async Task WalkAsync()
    {
        try
        {
            Report();
            while (_refused is null)
            {
                await TakeOffAsync();
                if (Walk.FirstFlight is not { } first) break;
                await LandAsync(first, await first.Outcome);

                // Nodes that end without work are many at a time, as when a budget is used up: one commit tells of them all.
                if (_telling.Count > 0 && Walk.FirstFlight is not { Share: null }) await CommitAsync();
                Report();
            }

            await LinkAsync();
        }
        finally
        {
            // No call outlives the run; what the rest would have answered is not kept.
            await _calls.CancelAsync();
            await Task.WhenAll(Walk.Flights.Select(flight => flight.Outcome)).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        if (_ct.IsCancellationRequested && Walk.Remaining > 0) Walk.StopWaiting(ReasonOfInterruption());
        Report();
    }

    public void Dispose()
    {
        _calls.Dispose();
        _deadline.Dispose();
        _slots.Dispose();
        _reading.Dispose();
    }

    /// <summary>Lets nodes leave the frontier while there is room beside those in flight and in the budgets.</summary>
    private async Task TakeOffAsync()
    {
        while (!_ct.IsCancellationRequested && Walk.Flying < _options.Parallelism * FlightsPerSlot && Walk.Next is { } next)
        {
            var outline = await ReadAsync();
            if (Prepare(next, outline) is not { } flight) return;
            Walk.TakeOff(flight);
        }
    }

    /// <summary>The node on its way; null when it must wait for those in flight.</summary>
    private NodeFlight? Prepare(WalkNode node, PlanOutline outline)
    {
        if (node.TaskId is { } id)
        {
            if (outline.Find(id) is not { } task) return Free(new NodeOutcome.Failed("The task does not exist any more."));
            node = node with { Title = task.Title };
        }

        if (outline.LevelOf(node.TaskId) >= Math.Min(_limits.MaxDepth, PlanLimits.Depth)) return Free(new NodeOutcome.Stopped(StopReasons.MaxDepth));
        var existing = outline.ChildrenOf(node.TaskId);
        if (existing.Count > 0 && !_limits.AllowExistingChildren) return Free(new NodeOutcome.WalkedInto());
        if (!_budget.TryAdmit(out var share, out var reason)) return reason is null ? null : Free(new NodeOutcome.Stopped(reason));

        return new NodeFlight(node, share, existing, PlanAsync(node, share, FairShare(share)));

        NodeFlight Free(NodeOutcome outcome) => new(node, null, outline.ChildrenOf(node.TaskId), Task.FromResult(outcome));
    }

    /// <summary>As many children as leave every node that waits as many; null when there are enough for all.</summary>
    private int? FairShare(BudgetShare share)
    {
        var each = (_limits.NodeBudget - _budget.Created) / Math.Max(1, Walk.Remaining);
        return each < share.MaxChildren ? each : null;
    }

    private async Task LandAsync(NodeFlight flight, NodeOutcome outcome)
    {
        var interrupted = outcome is NodeOutcome.Interrupted ? ReasonOfInterruption() : null;
        // Nothing may be written any more; the commit would be refused as well.
        if (_job.StopReason == JobStopReason.LeaseLost) _ct.ThrowIfCancellationRequested();

        Walk.Land();
        switch (outcome)
        {
            case NodeOutcome.Planned { Plan.Children.Count: > 0 } planned:
                await AddChildrenAsync(flight, planned.Plan);
                return;
            case NodeOutcome.Planned:
                _telling.Add(DecomposeLog.Leaf(flight.Node.TaskId, flight.Node.Title));
                Walk.Stopped.Add(new StoppedBranch(flight.Node.TaskId, flight.Node.Title, StopReasons.Leaf));
                if (flight.Share is not null) Walk.AddExisting(flight.Existing, flight.Node.Level);
                break;
            case NodeOutcome.WalkedInto:
                Stop(flight.Node, StopReasons.HasChildren);
                Walk.AddExisting(flight.Existing, flight.Node.Level);
                break;
            case NodeOutcome.Stopped stopped:
                Stop(flight.Node, stopped.Reason);
                break;
            case NodeOutcome.Interrupted:
                Stop(flight.Node, interrupted!);
                break;
            case NodeOutcome.Failed failed:
                Fail(flight.Node, failed.Error);
                if (flight.Share is not null) Walk.AddExisting(flight.Existing, flight.Node.Level);
                break;
            case NodeOutcome.Refused refused:
                Fail(flight.Node, refused.Error);
                _refused = refused.Error;
                break;
        }

        if (flight.Share is not { } share) return;
        _budget.Settle(share);
        // What was paid for is not asked again: a leaf stays a leaf, and a failed node failed.
        await CommitAsync();
    }

    private async Task AddChildrenAsync(NodeFlight flight, NodePlan plan)
    {
        var (node, children) = (flight.Node, plan.Children);
        Walk.Expanded++;
        Walk.AddExisting(flight.Existing, node.Level);
        var cutByBudget = children.Count == flight.Share!.MaxChildren && flight.Share.MaxChildren < _limits.MaxChildren;
        if (cutByBudget) Stop(node, StopReasons.NodeBudget);

        // The line and the commit carry the figures as they are once it has happened.
        Report(children.Count);
        var leaves = Enumerable.Range(0, children.Count).Where(index => children[index].IsLeaf).ToList();
        var tasks = children.Select(child => new NewTask(child.Title, child.Instruction, child.DependsOn)).ToList();
        var expanded = DecomposeLog.Expanded(node.TaskId, node.Title, plan, Walk.Done, Walk.Remaining);
        var partial = plan.LeftOut.Count > 0 ? new PartialNode(node.TaskId, node.Title, plan.LeftOut) : null;
        if (partial is not null) Walk.Partial.Add(partial);
        var created = await CommitAsync(
            run =>
            {
                var (added, refusal) = AddTasks(run, flight, tasks);
                if (refusal is null) run.Tell(expanded);
                if (refusal is null && partial is not null) run.Tell(DecomposeLog.LeftOut(partial));
                return (Tasks: added, Refusal: refusal);
            },
            new LastExpansion(node.TaskId ?? 0, node.Level, children.Count, leaves), children.Count);
        _budget.Settle(flight.Share, created.Tasks.Count);
        if (created.Refusal is { } refusal)
        {
            // The checkpoint just stored counts children that are not there.
            Walk.Expanded--;
            if (partial is not null) Walk.Partial.Remove(partial);
            if (refusal == StopReasons.HasChildren) Stop(node, refusal);
            else Fail(node, $"Its children could not be added: {refusal}");
            await CommitAsync();
            return;
        }

        Walk.AddCreated(created.Tasks, node.Level, leaves.Contains);
    }

    /// <summary>The new tasks, or why there are none: thrown out of the transaction, a refusal would take the lines with it.</summary>
    private (IReadOnlyList<PlanTask> Tasks, string? Refusal) AddTasks(RunTransaction run, NodeFlight flight, IReadOnlyList<NewTask> tasks)
    {
        // Invariant: looked at inside the transaction, so that two jobs, or a person meanwhile, never give one node two breakdowns.
        var parentId = flight.Node.TaskId;
        if (!_limits.AllowExistingChildren && _target.CountChildren(run, parentId) > flight.Existing.Count)
        {
            return ([], StopReasons.HasChildren);
        }

        try
        {
            return (_target.AddChildren(run, parentId, tasks), null);
        }
        catch (PlanRuleException e)
        {
            return ([], e.Message);
        }
    }

    private void Stop(WalkNode node, string reason)
    {
        var branch = new StoppedBranch(node.TaskId, node.Title, reason);
        Walk.Stopped.Add(branch);
        _telling.Add(DecomposeLog.Stopped(branch));
        if (Walk.Exhausted is not null || _budget.LimitOf(reason) is not { } limit) return;
        Walk.Exhausted = reason;
        _job.LogExhausted(reason, limit, Walk.Remaining);
    }

    private void Fail(WalkNode node, string error)
    {
        var failed = new FailedNode(node.TaskId, node.Title, error);
        Walk.Failed.Add(failed);
        _telling.Add(DecomposeLog.FailedAt(failed));
    }

    /// <exception cref="OperationCanceledException">The job is not to end: another attempt goes on.</exception>
    private string ReasonOfInterruption()
    {
        if (!_ct.IsCancellationRequested) return StopReasons.TimeBudget;
        return _job.StopReason == JobStopReason.CancelRequested ? StopReasons.Cancelled : throw new OperationCanceledException(_ct);
    }

    private void Report() => Report(createdNow: 0);

    private void Report(int createdNow)
    {
        // Under a lock, so that older figures never follow newer ones.
        lock (_reporting)
        {
            var paid = _planner.Name != PlannerNames.Offline;
            _job.Report(_budget.Usage.ToStats(paid) with
            {
                Created = _budget.Created + createdNow,
                Done = Walk.Done,
                Failed = Walk.Failed.Count,
                ConsumedBudget = _budget.Created + createdNow,
                QueueRemaining = Walk.Remaining + (_isLinking ? 1 : 0),
            });
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The planner broke down at task {TaskId}.")]
    private static partial void LogUnexpected(ILogger logger, Exception error, long? taskId);
}
