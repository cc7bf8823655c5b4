// A task on its way: its result is written.
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Execution;

internal sealed partial class ExecuteRun
{
    private async Task<WorkOutcome> WorkAsync(WritingRequest request, BudgetShare share)
    {
        using var span = WorkSpans.Start(WorkSpans.ExecuteTask, (WorkSpans.TaskId, request.TaskId), (WorkSpans.ResultKind, request.Kind));
        var outcome = await WriteAsync(request, share);
        outcome.NoteOn(span);
        return outcome;
    }

    private async Task<WorkOutcome> WriteAsync(WritingRequest request, BudgetShare share)
    {
        try
        {
            var content = await _writer.WriteAsync(request, new CallUsage(_job, share, Report), _calls.Token);
            return new WorkOutcome.Written(Excerpt.Of(content, _options.MaxResultLength));
        }
        catch (JobFailedException e)
        {
            return new WorkOutcome.Refused(e.Message);
        }
        catch (Exception) when (_calls.IsCancellationRequested)
        {
            // A call that is cut off ends with whatever its connection makes of that: no fault, since it was to end.
            return new WorkOutcome.Interrupted();
        }
        catch (BudgetExhaustedException e)
        {
            return new WorkOutcome.Stopped(e.Reason);
        }
        catch (TaskWritingException e)
        {
            return new WorkOutcome.Failed(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnexpected(_logger, e, request.TaskId);
            return new WorkOutcome.Failed($"The writer broke down: {e.GetType().Name}: {e.Message}");
        }
    }
}
