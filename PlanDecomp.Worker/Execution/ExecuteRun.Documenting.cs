// The last step: what has come of it is put together into one document.
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Offline.Writing;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Execution;

internal sealed partial class ExecuteRun
{
    /// <summary>Has the final document written and stores it. Whatever goes wrong with the model costs nothing but its words: rules put it together then.</summary>
    /// <param name="rules">The offline writer.</param>
    public async Task DocumentAsync(ITaskWriter rules)
    {
        if (!_limits.FinalDocument || Walk.IsDocumented || !Walk.HasDone || _ct.IsCancellationRequested || Refused is not null) return;
        var outline = await _plans.ReadAsync(CancellationToken.None);
        var target = _job.Job.TargetTaskId is { } id ? outline.Find(id) : null;
        if (target is null != _job.Job.TargetTaskId is null) return;
        if (await _requests.CreateDocumentAsync(target, outline, CancellationToken.None) is not { } request) return;
        _job.LogDocumentStarted(request.Inputs.Count(input => input.Content is not null));
        var (byModel, model) = await AskForDocumentAsync(request);
        if (_job.StopReason == JobStopReason.LeaseLost) _ct.ThrowIfCancellationRequested();

        // What is paid for is stored, also by a worker that is to stop; a cancelled execution has none.
        if (_ct.IsCancellationRequested && (byModel is null || _job.StopReason == JobStopReason.CancelRequested))
        {
            _ = ReasonOfInterruption();
            return;
        }

        var written = byModel ?? Cut(await rules.WriteAsync(request, new NoCalls(), CancellationToken.None));
        var document = new FinalDocument
        {
            PlanId = outline.Plan.PlanId,
            JobId = _job.Job.JobId,
            TaskId = target?.TaskId,
            Title = request.Title,
            Content = written.Content,
            Writer = byModel is null ? rules.Name : _writer.Name,
            Model = byModel is null ? rules.Model : model,
            Incomplete = written.IsIncomplete,
            CreatedAt = _time.GetUtcNow(),
        };
        Walk.IsDocumented = true;
        await _job.CommitAsync(
            run =>
            {
                _plans.WritesIn(run).SaveDocument(document, Describe);
                run.Tell(ExecuteLog.Documented(document));
                return true;
            },
            (Walk.ToCheckpoint(_budget.Usage, []) with { By = _job.Job.JobId }).Write(), CancellationToken.None);
        if (_ct.IsCancellationRequested) _ = ReasonOfInterruption();
        Report();
    }

    /// <summary>The model's document, with what people have to do below it, which is not left to a model's memory. Null when rules must do.</summary>
    private async Task<(WrittenText? Text, string? Model)> AskForDocumentAsync(WritingRequest request)
    {
        if (_writer.Name == ModelChoice.Offline || Walk.Exhausted is not null || !_budget.TryAdmit(out var share, out _)) return default;
        using var calls = CancellationTokenSource.CreateLinkedTokenSource(_ct, _deadline.Token);
        var outcome = await WriteAsync(_writer, request, share, calls.Token);
        _budget.Settle(share);
        if (outcome is WorkOutcome.Written { Text: var text }) return (text with { Content = text.Content + PreparedList.Write(request) }, share.LastModel ?? _writer.Model);
        if (!_ct.IsCancellationRequested) _job.LogDocumentFailed(outcome.Error);
        return default;
    }

    /// <summary>For writers that make no calls.</summary>
    private sealed class NoCalls : ICallUsage
    {
        public ValueTask BeforeCallAsync(decimal? most, CancellationToken ct) => default;

        public void AfterCall(PaidCall call)
        {
        }
    }
}
