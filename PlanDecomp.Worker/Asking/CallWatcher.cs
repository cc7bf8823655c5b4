using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Asking;

/// <summary>Counts and logs the requests about one task.</summary>
internal sealed class CallWatcher(CallSubject about, ICallUsage usage, int maxRetries) : ILlmCallWatcher
{
    private int _calls;

    public async ValueTask SendingAsync(LlmCallBegin call, CancellationToken ct)
    {
        await usage.BeforeCallAsync(call.Cost, ct);
        JobContext.Current?.LogRequest(about, call.Model.Name, ++_calls);
    }

    public void Ended(LlmUsage used)
    {
        usage.AfterCall(new PaidCall(used.Model, used.InputTokens, used.OutputTokens, used.Cost) { IsEstimated = used.Estimated });
        if (used is { Estimated: true, OutputTokens: 0 }) JobContext.Current?.LogCut(about, used);
    }

    public void Retrying(int retry, LlmFailure failure, TimeSpan delay) => JobContext.Current?.LogRetry(about, retry, maxRetries, failure, delay);

    public void Simplified(string from, string to, LlmFailure failure) => JobContext.Current?.LogSimplified(about, from, to, failure);

    public void FellBack(LlmModel from, LlmModel to, LlmFailure failure)
    {
        if (JobContext.Current is { } job && job.IsFirst($"{LlmLines.Fallback} {from} {to}")) job.LogFallback(from, to, failure);
    }
}
