using System.Text.Json;
using Microsoft.Extensions.AI;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Llm;

/// <summary>Asks the model, for JSON or for text, within the process's limits, tries again what may pass, and falls back on another model where that is set.</summary>
/// <remarks>
/// Answers come in pieces and are put together here: gateways cut connections on which nothing comes for a while. So
/// <see cref="LlmOptions.CallTimeout"/> is the longest silence; an answer that goes on for <see cref="LongestAnswer"/> times as long is cut.
/// </remarks>
public sealed class LlmCaller(LlmRoute route, LlmOptions options, TimeProvider time)
{
    private const int LongestAnswer = 10;

    /// <summary>The one that is asked first.</summary>
    public LlmModel First => route.First.Model;

    public string Model => First.Name;

    /// <summary>One answer of the model.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="schema">The JSON schema of the answer; asked for as far as the endpoint can.</param>
    /// <param name="schemaName">Its name for the endpoint: letters, digits, <c>_</c>.</param>
    /// <param name="watcher">Told of every request.</param>
    /// <param name="ct">Cancels, also in mid-call and between retries.</param>
    /// <exception cref="LlmCallException">No answer came of it, retries included.</exception>
    public Task<LlmAnswer> AskAsync(
        IReadOnlyList<ChatMessage> messages, JsonElement schema, string schemaName, ILlmCallWatcher watcher, CancellationToken ct) =>
        RetryAsync(watcher, (endpoint, token) => AskInFormAsync(endpoint, messages, form => OptionsFor(endpoint, form.Format, schema, schemaName), watcher, token), ct);

    /// <summary>One answer of the model in free text, without its reasoning.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public async Task<LlmAnswer> AskForTextAsync(IReadOnlyList<ChatMessage> messages, ILlmCallWatcher watcher, CancellationToken ct)
    {
        var answer = await RetryAsync(watcher, (endpoint, token) => AskInFormAsync(endpoint, messages, _ => Options(endpoint), watcher, token), ct);
        return answer with { Text = ReasoningFilter.Strip(answer.Text) };
    }

    private async Task<LlmAnswer> RetryAsync(ILlmCallWatcher watcher, Func<LlmEndpoint, CancellationToken, Task<LlmAnswer>> ask, CancellationToken ct)
    {
        // Whoever begins while the first is left alone is told as well.
        var endpoint = route.Choose(out var because);
        if (because is not null) watcher.FellBack(route.First.Model, endpoint.Model, because);
        while (true)
        {
            var retries = new LlmRetries(options, options.MaxRetries, options.MaxRetryDelay, endpoint.Traffic, time);
            try
            {
                return await retries.Pipeline<LlmAnswer>(watcher.Retrying).ExecuteAsync(async token => await ask(endpoint, token), ct);
            }
            catch (LlmAttemptException e)
            {
                var (failure, words) = (e.Failure, retries.Explain(e.Failure, "Llm:MaxRetryDelay"));
                if (failure.Fault == LlmFault.Transient && endpoint.Traffic.NoteFailedCall(out var calls))
                {
                    failure = failure with { Fault = LlmFault.Down };
                    words = $"The endpoint of the language model is down: {calls} calls in a row got no answer. The last one: {words}";
                }

                if (route.After(endpoint, failure) is not { } next) throw new LlmCallException(failure, words, e.InnerException);
                watcher.FellBack(endpoint.Model, next.Model, failure);
                endpoint = next;
            }
        }
    }

    /// <summary>Asks in the strictest form the endpoint is known to take, and learns when it takes less.</summary>
    private async Task<LlmAnswer> AskInFormAsync(
        LlmEndpoint endpoint, IReadOnlyList<ChatMessage> messages, Func<LlmForm, ChatOptions> optionsFor, ILlmCallWatcher watcher, CancellationToken ct)
    {
        while (true)
        {
            var form = endpoint.Traffic.Parameters.Form;
            var wished = optionsFor(form);
            try
            {
                return await SendAsync(endpoint, messages, form.Apply(wished), form.IsStreamed, watcher, ct);
            }
            catch (LlmAttemptException e) when (endpoint.Traffic.Parameters.Learn(form, wished, e.Failure) is var (from, to))
            {
                if (from.Length > 0) watcher.Simplified(from, to, e.Failure);
            }
        }
    }

    private async Task<LlmAnswer> SendAsync(
        LlmEndpoint endpoint, IReadOnlyList<ChatMessage> messages, ChatOptions asked, bool isStreamed, ILlmCallWatcher watcher, CancellationToken ct)
    {
        using var place = await endpoint.Traffic.EnterAsync(ct);
        await watcher.SendingAsync(BeginOf(endpoint.Model, messages), ct);
        var started = time.GetTimestamp();
        var usage = LlmUsage.Nothing(endpoint.Model);
        var pieces = new List<ChatResponseUpdate>();
        try
        {
            var response = await CallAsync(endpoint.Client, messages, asked, isStreamed, pieces, ct);
            endpoint.NoteAnswer();
            usage = LlmUsage.Of(messages, response, endpoint.Model);
            if (LlmFailure.DeclinedIn(response, options.Mask) is { } declined) throw new LlmAttemptException(declined, null);
            return new LlmAnswer(CleanText.Of(response.Text), response.FinishReason == ChatFinishReason.Length, usage, time.GetElapsedTime(started));
        }
        catch (Exception e) when (e is not LlmAttemptException)
        {
            if (pieces.Count > 0 || LlmFailure.IsPaid(e)) usage = LlmUsage.Estimate(messages, string.Concat(pieces.Select(piece => piece.Text)), endpoint.Model);
            if (ct.IsCancellationRequested) throw;
            throw new LlmAttemptException(LlmFailure.Of(e, time.GetUtcNow(), options, endpoint), e);
        }
        finally
        {
            watcher.Ended(usage);
        }
    }

    private LlmCallBegin BeginOf(LlmModel model, IReadOnlyList<ChatMessage> messages)
    {
        var (input, output) = (LlmUsage.EstimateTokens(messages), LlmBounds.OutputTokensOf(options));
        return new LlmCallBegin(model, input, output, LlmUsage.CostOf(input, output, model.Price));
    }

    private async Task<ChatResponse> CallAsync(
        IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions asked, bool isStreamed, List<ChatResponseUpdate> pieces, CancellationToken ct)
    {
        using var silence = new CancellationTokenSource(options.CallTimeout, time);
        using var whole = new CancellationTokenSource(options.CallTimeout * LongestAnswer, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token, whole.Token);
        try
        {
            if (!isStreamed) return await client.GetResponseAsync(messages, asked, both.Token);
            await foreach (var piece in client.GetStreamingResponseAsync(messages, asked, both.Token))
            {
                pieces.Add(piece);
                silence.CancelAfter(options.CallTimeout);
            }

            return pieces.Count > 0 ? pieces.ToChatResponse() : throw new BadAnswerException("the endpoint's answer has no body");
        }
        catch (Exception) when (!ct.IsCancellationRequested && whole.IsCancellationRequested)
        {
            throw new TimeoutException($"its answer came to no end within {options.CallTimeout.TotalSeconds * LongestAnswer:0.###} s, ten times Llm:CallTimeout");
        }
        catch (Exception) when (!ct.IsCancellationRequested && silence.IsCancellationRequested)
        {
            throw new TimeoutException($"{(pieces.Count > 0 ? "its answer broke off: nothing more came" : "no answer")} within {options.CallTimeout.TotalSeconds:0.###} s");
        }
    }

    private ChatOptions Options(LlmEndpoint endpoint) => new()
    {
        ModelId = endpoint.Model.Name,
        Temperature = options.Temperature,
        MaxOutputTokens = options.MaxOutputTokens,
    };

    private ChatOptions OptionsFor(LlmEndpoint endpoint, string format, JsonElement schema, string schemaName)
    {
        var asked = Options(endpoint);
        asked.ResponseFormat = format switch
        {
            LlmStructuredOutput.JsonSchema => ChatResponseFormat.ForJsonSchema(schema, schemaName),
            LlmStructuredOutput.JsonObject => ChatResponseFormat.Json,
            _ => null,
        };

        // Read by the OpenAI adapter: the endpoint keeps to the schema exactly.
        if (format == LlmStructuredOutput.JsonSchema) asked.AdditionalProperties = new() { ["strict"] = true };
        return asked;
    }
}

/// <summary>What the model answered.</summary>
/// <param name="Text">As it came, but for characters that no text should hold.</param>
/// <param name="CutOff">The output limit ended it.</param>
/// <param name="Usage">Of the request that brought it.</param>
/// <param name="Duration">Of that request.</param>
public sealed record LlmAnswer(string Text, bool CutOff, LlmUsage Usage, TimeSpan Duration);
