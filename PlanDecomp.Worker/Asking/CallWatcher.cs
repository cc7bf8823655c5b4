using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Asking;

/// <summary>Counts and logs the requests about one task.</summary>
internal sealed class CallWatcher(CallSubject about, ICallUsage usage, string model, int maxRetries) : ILlmCallWatcher
{
    private int _calls;

    public void Sending()
    {
        usage.BeforeCall();
        JobContext.Current?.LogRequest(about, model, ++_calls);
    }

    public void Ended(LlmUsage used) => usage.AfterCall(used.InputTokens, used.OutputTokens, used.Cost);

    public void Retrying(int retry, LlmFailure failure, TimeSpan delay) => JobContext.Current?.LogRetry(about, retry, maxRetries, failure, delay);

    public void Simplified(string from, string to, LlmFailure failure) => JobContext.Current?.LogSimplified(about, from, to, failure);
}
