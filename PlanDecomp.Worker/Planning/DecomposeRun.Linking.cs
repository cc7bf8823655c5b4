using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Planning;

internal sealed partial class DecomposeRun
{
    /// <summary>Fewer tasks have nothing across branches.</summary>
    private const int FewestLinkedTasks = 3;

    private bool _isLinking;

    /// <summary>Someone has cancelled the job before its tasks were linked.</summary>
    public bool LinkingWasCut { get; private set; }

    /// <summary>Looks at the whole tree once all nodes are at their end. Whatever goes wrong with it costs the decomposition nothing.</summary>
    /// <remarks>Invariant: the links, the checkpoint that says so, and the lines that tell of them are one commit; so they are made, and paid for, once.</remarks>
    private async Task LinkAsync()
    {
        if (!_limits.Link || _refused is not null || _budget.Created == 0 || Walk.Linked?.Created == _budget.Created) return;
        var outline = await ReadAsync(anew: true);
        if (outline.Tasks.Count < FewestLinkedTasks) return;
        if (_ct.IsCancellationRequested)
        {
            LinkingWasCut = ReasonOfInterruption() == StopReasons.Cancelled;
            return;
        }

        if (outline.Tasks.Count > _options.MaxLinkedTasks)
        {
            await KeepLinksAsync(share: null, outline, Fault($"There are more than {_options.MaxLinkedTasks} tasks (Planning:MaxLinkedTasks)."));
            return;
        }

        if (!_budget.TryAdmitCalls(out var share, out var reason))
        {
            await KeepLinksAsync(share: null, outline, Fault($"Before it, {StopReasons.Words(reason!)}."));
            return;
        }

        _isLinking = true;
        _job.LogLinking(outline.Tasks.Count);
        Report();
        var found = await FindLinksAsync(outline, share);
        _isLinking = false;
        if (found is null)
        {
            _budget.Settle(share);
            LinkingWasCut = true;
            return;
        }

        await KeepLinksAsync(share, outline, found);
    }

    /// <summary>The links; null when someone has cancelled the job.</summary>
    private async Task<Found?> FindLinksAsync(PlanOutline outline, BudgetShare share)
    {
        using var span = WorkSpans.Start(WorkSpans.LinkTasks, (WorkSpans.TaskId, _job.Job.TargetTaskId));
        try
        {
            var plan = await _linker.LinkAsync(_requests.ForLinking(outline, _job.Job, share.MaxChildren), new CallUsage(_job, share, Report), _calls.Token);
            span.Note("linked");
            return new Found(plan, plan.CountOn(outline));
        }
        catch (Exception) when (_calls.IsCancellationRequested)
        {
            // A call that is cut off ends with whatever its connection makes of that: no fault, since it was to end.
            span.Note("interrupted");
            return ReasonOfInterruption() == StopReasons.Cancelled ? null : Fault($"Before it, {StopReasons.Words(StopReasons.TimeBudget)}.");
        }
        catch (BudgetExhaustedException e)
        {
            span.Note("stopped");
            return Fault($"Before it, {StopReasons.Words(e.Reason)}.");
        }
        catch (Exception e) when (e is PlanLinkingException or JobFailedException)
        {
            span.Note("failed", e.Message);
            return Fault(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            span.Note("failed", e.Message);
            LogUnexpected(_logger, e, _job.Job.TargetTaskId);
            return Fault($"The planner broke down: {e.GetType().Name}: {e.Message}");
        }
    }

    private async Task KeepLinksAsync(BudgetShare? share, PlanOutline outline, Found found)
    {
        if (_job.StopReason == JobStopReason.LeaseLost) _ct.ThrowIfCancellationRequested();
        var created = found.Result.AddedTasks - found.Result.MergedTasks;
        Walk.Linked = new LinkedTasks(_budget.Created + created, found.Result);
        Report(created);
        var refusal = await CommitAsync(
            run =>
            {
                var wrong = found.Plan.Edits.Count > 0 ? _target.Link(run, found.Plan.Edits) : null;
                var result = wrong is null ? found.Result : new LinkResult { Error = wrong };
                if (wrong is not null)
                {
                    // The checkpoint counts tasks that are not there.
                    Walk.Linked = new LinkedTasks(_budget.Created, result);
                    run.Checkpoint = CheckpointAt(_budget.Created, last: null).Write();
                }

                foreach (var line in DecomposeLog.LinkedAs(result)) run.Tell(line);
                return wrong;
            },
            last: null, created);
        if (share is not null) _budget.Settle(share, refusal is null ? created : 0);
        Report();
    }

    private static Found Fault(string error) => new(new LinkPlan([], []), new LinkResult { Error = error });

    private sealed record Found(LinkPlan Plan, LinkResult Result);
}
