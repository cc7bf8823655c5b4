using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Llm;

/// <summary>Asks the model, for JSON or for text, within the process's limits, and tries again what may pass.</summary>
public sealed class LlmCaller
{
    private readonly IChatClient _client;
    private readonly LlmTraffic _traffic;
    private readonly LlmOptions _options;
    private readonly TimeProvider _time;
    private readonly LlmRetries _retries;
    private readonly LlmPrice? _price;
    private volatile bool _hasAnswered;

    public LlmCaller(IChatClient client, LlmTraffic traffic, IOptions<LlmOptions> options, TimeProvider time)
    {
        _client = client;
        _traffic = traffic;
        _options = options.Value;
        _time = time;
        _retries = new LlmRetries(_options, _options.MaxRetries, _options.MaxRetryDelay, traffic, time);
        _price = _options.Prices.FirstOrDefault(price => string.Equals(price.Model, _options.ModelOrDefault, StringComparison.OrdinalIgnoreCase));
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
        RetryAsync(watcher, token => AskInFormAsync(messages, form => OptionsFor(form.Format, schema, schemaName), watcher, token), ct);

    /// <summary>One answer of the model in free text, without its reasoning.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public async Task<LlmAnswer> AskForTextAsync(IReadOnlyList<ChatMessage> messages, ILlmCallWatcher watcher, CancellationToken ct)
    {
        var answer = await RetryAsync(watcher, token => AskInFormAsync(messages, _ => Options(), watcher, token), ct);
        return answer with { Text = ReasoningFilter.Strip(answer.Text) };
    }

    private async Task<LlmAnswer> RetryAsync(ILlmCallWatcher watcher, Func<CancellationToken, Task<LlmAnswer>> ask, CancellationToken ct)
    {
        try
        {
            return await _retries.Pipeline<LlmAnswer>(watcher.Retrying).ExecuteAsync(async token => await ask(token), ct);
        }
        catch (LlmAttemptException e)
        {
            var words = _retries.Explain(e.Failure, "Llm:MaxRetryDelay");
            if (e.Failure.Fault != LlmFault.Transient || !_traffic.NoteFailedCall(out var calls)) throw new LlmCallException(e.Failure, words, e.InnerException);
            throw new LlmCallException(
                e.Failure with { Fault = LlmFault.Down }, $"The endpoint of the language model is down: {calls} calls in a row got no answer. The last one: {words}", e.InnerException);
        }
    }

    /// <summary>Asks in the strictest form the endpoint is known to take, and learns when it takes less.</summary>
    private async Task<LlmAnswer> AskInFormAsync(IReadOnlyList<ChatMessage> messages, Func<LlmForm, ChatOptions> optionsFor, ILlmCallWatcher watcher, CancellationToken ct)
    {
        while (true)
        {
            var form = _traffic.Parameters.Form;
            var wished = optionsFor(form);
            try
            {
                return await SendAsync(messages, form.Apply(wished), watcher, ct);
            }
            catch (LlmAttemptException e) when (_traffic.Parameters.Learn(form, wished, e.Failure) is var (from, to))
            {
                if (from.Length > 0) watcher.Simplified(from, to, e.Failure);
            }
        }
    }

    private async Task<LlmAnswer> SendAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, ILlmCallWatcher watcher, CancellationToken ct)
    {
        using var place = await _traffic.EnterAsync(ct);
        watcher.Sending();
        var started = _time.GetTimestamp();
        var usage = LlmUsage.Nothing(_price);
        try
        {
            var response = await CallAsync(messages, options, ct);
            _hasAnswered = true;
            _traffic.NoteAnswer();
            usage = LlmUsage.Of(messages, response, _price);
            if (LlmFailure.DeclinedIn(response, _options.Mask) is { } declined) throw new LlmAttemptException(declined, null);
            return new LlmAnswer(CleanText.Of(response.Text), response.FinishReason == ChatFinishReason.Length, usage, _time.GetElapsedTime(started));
        }
        catch (Exception e) when (e is not LlmAttemptException && !ct.IsCancellationRequested)
        {
            throw new LlmAttemptException(LlmFailure.Of(e, _time.GetUtcNow(), _options, _hasAnswered), e);
        }
        finally
        {
            watcher.Ended(usage);
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
}

/// <summary>What the model answered.</summary>
/// <param name="Text">As it came, but for characters that no text should hold.</param>
/// <param name="CutOff">The output limit ended it.</param>
/// <param name="Usage">Of the request that brought it.</param>
/// <param name="Duration">Of that request.</param>
public sealed record LlmAnswer(string Text, bool CutOff, LlmUsage Usage, TimeSpan Duration);
