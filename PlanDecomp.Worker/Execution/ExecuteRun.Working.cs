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
        var outcome = await WriteAsync(_writer, request, share, _calls.Token);
        outcome.NoteOn(span);
        return outcome;
    }

    private WrittenText Cut(WrittenText written)
    {
        var content = Excerpt.Of(written.Content, _options.MaxResultLength);
        return written with { Content = content, IsIncomplete = written.IsIncomplete || content.Length < written.Content.Trim().Length };
    }

    private async Task<WorkOutcome> WriteAsync(ITaskWriter writer, WritingRequest request, BudgetShare share, CancellationToken calls)
    {
        try
        {
            var written = await writer.WriteAsync(request, new CallUsage(_job, share, Report), calls);
            return new WorkOutcome.Written(Cut(written));
        }
        catch (JobFailedException e)
        {
            return new WorkOutcome.Refused(e.Message);
        }
        catch (Exception) when (calls.IsCancellationRequested)
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
