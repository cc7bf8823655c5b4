// A node on its way: it waits for its slot and is planned.
using System.Diagnostics;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Planning;

internal sealed partial class DecomposeRun
{
    private async Task<NodeOutcome> PlanAsync(WalkNode node, BudgetShare share, int? fairShare)
    {
        try
        {
            await _slots.WaitAsync(_calls.Token);
        }
        catch (OperationCanceledException)
        {
            return new NodeOutcome.Interrupted();
        }

        try
        {
            using var span = WorkSpans.Start(WorkSpans.PlanNode, (WorkSpans.TaskId, node.TaskId));
            var outcome = await PlanNowAsync(node, share, fairShare, span);
            outcome.NoteOn(span);
            return outcome;
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<NodeOutcome> PlanNowAsync(WalkNode node, BudgetShare share, int? fairShare, Activity? span)
    {
        try
        {
            // Now that it has its turn, for what others have brought meanwhile is work that is not its own.
            var outline = await ReadAsync(anew: true);
            if (node.TaskId is { } id && outline.Find(id) is null) return new NodeOutcome.Failed("The task does not exist any more.");
            var request = await _requests.CreateAsync(node, outline, share.MaxChildren, fairShare, _calls.Token);
            span?.SetTag(WorkSpans.Depth, request.ChildLevel - 1);
            _job.LogNodeStarted(node.TaskId, node.Title, request);
            var plan = await _planner.PlanAsync(request, new CallUsage(_job, share, Report), _calls.Token);
            return new NodeOutcome.Planned(NodePlanValidator.Settle(plan, request));
        }
        catch (JobFailedException e)
        {
            return new NodeOutcome.Refused(e.Message);
        }
        catch (Exception) when (_calls.IsCancellationRequested)
        {
            // A call that is cut off ends with whatever its connection makes of that: no fault, since it was to end.
            return new NodeOutcome.Interrupted();
        }
        catch (BudgetExhaustedException e)
        {
            return new NodeOutcome.Stopped(e.Reason);
        }
        catch (NodePlanningException e)
        {
            return new NodeOutcome.Failed(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnexpected(_logger, e, node.TaskId);
            return new NodeOutcome.Failed($"The planner broke down: {e.GetType().Name}: {e.Message}");
        }
    }
}
