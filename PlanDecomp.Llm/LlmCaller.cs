using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace PlanDecomp.Llm;

/// <summary>Asks the model, for JSON or for text, within the process's limits, and tries again what may pass.</summary>
/// <remarks>
/// The retries are Polly's; they do not sit in the HTTP client, because each one is counted, logged and refused by a job's budget,
/// and because the HTTP strategy reads <c>Retry-After</c> dates by the system's clock instead of the <see cref="TimeProvider"/>.
/// </remarks>
public sealed class LlmCaller : IDisposable
{
    private readonly IChatClient _client;
    private readonly LlmOptions _options;
    private readonly TimeProvider _time;
    private readonly LlmPrice? _price;
    private readonly SemaphoreSlim _slots;
    private readonly Lock _gate = new();
    private string _format;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private volatile bool _hasAnswered;

    public LlmCaller(IChatClient client, IOptions<LlmOptions> options, TimeProvider time)
    {
        _client = client;
        _options = options.Value;
        _time = time;
        _price = _options.Prices.FirstOrDefault(price => string.Equals(price.Model, _options.ModelOrDefault, StringComparison.OrdinalIgnoreCase));
        _slots = new SemaphoreSlim(_options.MaxConcurrentCalls);
        _format = _options.StructuredOutput;
    }

    public string Model => _options.ModelOrDefault;

    /// <summary>One answer of the model.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="schema">The JSON schema of the answer; asked for as far as the endpoint can.</param>
    /// <param name="schemaName">Its name for the endpoint: letters, digits, <c>_</c>.</param>
    /// <param name="watcher">Told of every request.</param>
    /// <param name="ct">Cancels, also in mid-call and between retries.</param>
    /// <exception cref="LlmCallException">No answer came of it, retries included.</exception>
    public Task<LlmAnswer> AskAsync(
        IReadOnlyList<ChatMessage> messages, JsonElement schema, string schemaName, ILlmCallWatcher watcher, CancellationToken ct) =>
        RetryAsync(watcher, token => AskInFormAsync(messages, schema, schemaName, watcher, token), ct);

    /// <summary>One answer of the model in free text.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public Task<LlmAnswer> AskForTextAsync(IReadOnlyList<ChatMessage> messages, ILlmCallWatcher watcher, CancellationToken ct) =>
        RetryAsync(watcher, token => SendAsync(messages, Options(), watcher, token), ct);

    public void Dispose() => _slots.Dispose();

    private async Task<LlmAnswer> RetryAsync(ILlmCallWatcher watcher, Func<CancellationToken, Task<LlmAnswer>> ask, CancellationToken ct)
    {
        try
        {
            return await RetryPipeline(watcher).ExecuteAsync(async token => await ask(token), ct);
        }
        catch (AttemptFailedException e)
        {
            throw new LlmCallException(e.Failure, Explain(e.Failure), e.InnerException);
        }
    }

    /// <summary>Asks in the strictest form the endpoint is known to take, and learns when it takes less.</summary>
    private async Task<LlmAnswer> AskInFormAsync(
        IReadOnlyList<ChatMessage> messages, JsonElement schema, string schemaName, ILlmCallWatcher watcher, CancellationToken ct)
    {
        while (true)
        {
            var format = _format;
            try
            {
                return await SendAsync(messages, OptionsFor(format, schema, schemaName), watcher, ct);
            }
            catch (AttemptFailedException e) when (e.Failure.Fault == LlmFault.FormatRefused && LlmStructuredOutput.Simpler(format) is { } simpler)
            {
                // Calls that run side by side may be refused together: only the first moves on from the form it used.
                if (Interlocked.CompareExchange(ref _format, simpler, format) == format) watcher.Simplified(format, simpler, e.Failure);
            }
        }
    }

    private async Task<LlmAnswer> SendAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, ILlmCallWatcher watcher, CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        try
        {
            await WaitWhilePausedAsync(ct);
            watcher.Sending();
            var started = _time.GetTimestamp();
            var usage = LlmUsage.Nothing(_price);
            try
            {
                var response = await CallAsync(messages, options, ct);
                _hasAnswered = true;
                usage = LlmUsage.Of(messages, response, _price);
                return new LlmAnswer(response.Text, response.FinishReason == ChatFinishReason.Length, usage, _time.GetElapsedTime(started));
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                throw new AttemptFailedException(Classify(e), e);
            }
            finally
            {
                watcher.Ended(usage);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<ChatResponse> CallAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(_options.CallTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return await _client.GetResponseAsync(messages, options, both.Token);
        }
        catch (Exception) when (timeout.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_options.CallTimeout.TotalSeconds:0.###} s");
        }
    }

    private LlmFailure Classify(Exception error)
    {
        var failure = LlmFailure.Of(error, _time.GetUtcNow());
        if (!string.IsNullOrEmpty(_options.ApiKey)) failure = failure with { Detail = failure.Detail.Replace(_options.ApiKey, "***", StringComparison.Ordinal) };

        // A key without rights is refused from the first call on; one refusal after answers minds the content of that call.
        if (failure.Fault == LlmFault.Forbidden && !_hasAnswered)
        {
            failure = failure with { Fault = LlmFault.Configuration, Detail = failure.Detail + ". Check the rights of Llm:ApiKey and Llm:Model" };
        }

        return failure;
    }

    private ResiliencePipeline<LlmAnswer> RetryPipeline(ILlmCallWatcher watcher)
    {
        if (_options.MaxRetries == 0) return ResiliencePipeline<LlmAnswer>.Empty;
        return new ResiliencePipelineBuilder<LlmAnswer> { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions<LlmAnswer>
            {
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is AttemptFailedException { Failure: { Fault: LlmFault.Transient } failure }
                    && !IsTooLong(failure.RetryAfter)),
                MaxRetryAttempts = _options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _options.RetryDelay,
                MaxDelay = _options.MaxRetryDelay,
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as AttemptFailedException)?.Failure.RetryAfter),
                OnRetry = args =>
                {
                    var failure = ((AttemptFailedException)args.Outcome.Exception!).Failure;
                    if (failure.RetryAfter is { } pause) PauseAll(pause);
                    watcher.Retrying(args.AttemptNumber + 1, failure, args.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    private bool IsTooLong(TimeSpan? retryAfter) => retryAfter > _options.MaxRetryDelay;

    /// <summary>An endpoint that asks one call to wait means all of them.</summary>
    private void PauseAll(TimeSpan pause)
    {
        var until = _time.GetUtcNow() + pause;
        lock (_gate)
        {
            if (until > _pausedUntil) _pausedUntil = until;
        }
    }

    private async Task WaitWhilePausedAsync(CancellationToken ct)
    {
        while (true)
        {
            TimeSpan rest;
            lock (_gate) rest = _pausedUntil - _time.GetUtcNow();
            if (rest <= TimeSpan.Zero) return;
            await Task.Delay(rest, _time, ct);
        }
    }

    private ChatOptions Options() => new()
    {
        ModelId = Model,
        Temperature = _options.Temperature,
        MaxOutputTokens = _options.MaxOutputTokens,
    };

    private ChatOptions OptionsFor(string format, JsonElement schema, string schemaName)
    {
        var options = Options();
        options.ResponseFormat = format switch
        {
            LlmStructuredOutput.JsonSchema => ChatResponseFormat.ForJsonSchema(schema, schemaName),
            LlmStructuredOutput.JsonObject => ChatResponseFormat.Json,
            _ => null,
        };

        // Read by the OpenAI adapter: the endpoint keeps to the schema exactly.
        if (format == LlmStructuredOutput.JsonSchema) options.AdditionalProperties = new() { ["strict"] = true };
        return options;
    }

    private string Explain(LlmFailure failure) => failure switch
    {
        { RetryAfter: { } pause } when IsTooLong(pause) =>
            $"The language model cannot be used now: {failure.Detail}; it asks to wait {pause.TotalSeconds:0} s, longer than Llm:MaxRetryDelay.",
        { Fault: LlmFault.Transient } => $"The language model gave no answer in {_options.MaxRetries + 1} tries: {failure.Detail}.",
        _ => $"The language model cannot be used: {failure.Detail}.",
    };

    private sealed class AttemptFailedException(LlmFailure failure, Exception inner) : Exception(failure.Detail, inner)
    {
        public LlmFailure Failure => failure;
    }
}

/// <summary>What the model answered.</summary>
/// <param name="Text">As it came.</param>
/// <param name="CutOff">The output limit ended it.</param>
/// <param name="Usage">Of the request that brought it.</param>
/// <param name="Duration">Of that request.</param>
public sealed record LlmAnswer(string Text, bool CutOff, LlmUsage Usage, TimeSpan Duration);
