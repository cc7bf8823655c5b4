using Polly;
using Polly.Retry;

namespace PlanDecomp.Llm;

/// <summary>Tries again what may pass, with growing pauses or the ones the endpoint asks for.</summary>
/// <remarks>
/// The retries are Polly's; they do not sit in the HTTP client, because each one is counted, logged and refused by a job's budget,
/// and because the HTTP strategy reads <c>Retry-After</c> dates by the system's clock instead of the <see cref="TimeProvider"/>.
/// </remarks>
/// <param name="options">The pauses.</param>
/// <param name="maxRetries">Tries after the first.</param>
/// <param name="maxPause">The longest pause; an endpoint that asks for a longer one is not waited for.</param>
/// <param name="traffic">Pauses all calls when the endpoint has had enough.</param>
/// <param name="time">The clock.</param>
internal sealed class LlmRetries(LlmOptions options, int maxRetries, TimeSpan maxPause, LlmTraffic traffic, TimeProvider time)
{
    /// <param name="onRetry">Told the retry's number from 1, why, and after how long.</param>
    public ResiliencePipeline<T> Pipeline<T>(Action<int, LlmFailure, TimeSpan> onRetry)
    {
        if (maxRetries == 0) return ResiliencePipeline<T>.Empty;
        return new ResiliencePipelineBuilder<T> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<T>
            {
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is LlmAttemptException { Failure: { Fault: LlmFault.Transient } failure }
                    && !IsTooLong(failure.RetryAfter)),
                MaxRetryAttempts = maxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = maxPause,
                DelayGenerator = args => ValueTask.FromResult(PauseAfter(((LlmAttemptException)args.Outcome.Exception!).Failure)),
                OnRetry = args =>
                {
                    onRetry(args.AttemptNumber + 1, ((LlmAttemptException)args.Outcome.Exception!).Failure, args.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>The failure of a whole call, for a person.</summary>
    /// <param name="failure">The last attempt's.</param>
    /// <param name="limit">The setting, or the words, that <c>maxPause</c> comes from.</param>
    public string Explain(LlmFailure failure, string limit) => failure switch
    {
        { RetryAfter: { } pause } when IsTooLong(pause) =>
            $"The language model cannot be used now: {failure.Detail}; it asks to wait {pause.TotalSeconds:0} s, longer than {limit}.",
        { Fault: LlmFault.Transient } => $"The language model gave no answer in {maxRetries + 1} tries: {failure.Detail}.",
        { Fault: LlmFault.Declined } => $"The language model does not answer this: {failure.Detail}.",
        _ => $"The language model cannot be used: {failure.Detail}.",
    };

    /// <summary>Null leaves it to the growing pauses of this one call.</summary>
    private TimeSpan? PauseAfter(LlmFailure failure)
    {
        if (failure is { Status: 429, RetryAfter: null }) return traffic.PauseAll();
        if (failure.RetryAfter is { } pause) traffic.PauseAll(pause);
        return failure.RetryAfter;
    }

    private bool IsTooLong(TimeSpan? retryAfter) => retryAfter > maxPause;
}

/// <summary>One attempt of a call failed.</summary>
internal sealed class LlmAttemptException(LlmFailure failure, Exception? inner) : Exception(failure.Detail, inner)
{
    public LlmFailure Failure => failure;
}
