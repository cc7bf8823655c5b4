using System.ClientModel;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.AI;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Llm;

/// <summary>What kind of thing went wrong with a call, which decides what to do next.</summary>
public enum LlmFault
{
    /// <summary>408, 429, 5xx, the network, a time-out, an answer cut off in transit: trying again may help.</summary>
    Transient,

    /// <summary>The endpoint does not take this form of <c>response_format</c>.</summary>
    FormatRefused,

    /// <summary>The endpoint does not take a parameter: <see cref="LlmFailure.Parameter"/>.</summary>
    ParameterRefused,

    /// <summary>The conversation is longer than the model can read.</summary>
    ContextTooLong,

    /// <summary>401, 402, 404 or a quota that is used up: no call will do better until a person changes something.</summary>
    Configuration,

    /// <summary>Several calls in a row failed with all their retries: no other will do better now.</summary>
    Down,

    /// <summary>403: a key without rights, or an endpoint that minds this one content.</summary>
    Forbidden,

    /// <summary>The endpoint does not take this request.</summary>
    Refused,

    /// <summary>The model, or the endpoint's filter, will not answer this: asking again would bring the same.</summary>
    Declined,

    /// <summary>The answer is larger than is read: asking again would bring another such.</summary>
    TooLarge,
}

/// <summary>A call that failed.</summary>
/// <param name="Fault">Its kind.</param>
/// <param name="Status">The HTTP status; null when there was none.</param>
/// <param name="Detail">What happened, for a person; without secrets.</param>
/// <param name="RetryAfter">How long the endpoint asks to be left alone (RFC 9110, 10.2.3).</param>
public sealed record LlmFailure(LlmFault Fault, int? Status, string Detail, TimeSpan? RetryAfter = null)
{
    /// <summary>An answer that a filter has ended.</summary>
    internal static LlmFailure OfFilter { get; } = new(LlmFault.Declined, null, "the endpoint's content filter stopped the answer");

    private const int MaxQuote = 300;

    /// <summary>The parameter that the endpoint does not take.</summary>
    public string? Parameter { get; init; }

    /// <summary>The account at the endpoint cannot pay.</summary>
    public bool IsAboutMoney { get; init; }

    /// <summary>Every other call of the job would fail in the same way.</summary>
    public bool EndsJob => Fault is LlmFault.Configuration or LlmFault.Down;

    public static LlmFailure Of(Exception error, DateTimeOffset now, SecretMask? mask = null)
    {
        return error switch
        {
            ClientResultException { Status: > 0 } answered => OfError(
                EndpointError.Of(answered.Status, answered.GetRawResponse()?.Content.ToString() ?? ""), answered.Status, RetryAfterOf(answered, now), QuoteMasked),
            _ when In<AnswerTooLargeException>(error) is { } large => new LlmFailure(LlmFault.TooLarge, null, large.Message),
            _ when In<BadAnswerException>(error) is { IsRefusal: true } refusal => Refusal(refusal.Message, mask ?? SecretMask.Shapes),
            _ when In<BadAnswerException>(error) is { Error: { } said } => OfError(said, null, null, QuoteMasked),
            _ when In<BadAnswerException>(error) is { } bad => new LlmFailure(LlmFault.Transient, null, bad.Quote is { } quote ? $"{bad.Message}: {QuoteMasked(quote)}" : bad.Message),
            TimeoutException => new LlmFailure(LlmFault.Transient, null, error.Message),
            _ when error.GetBaseException() is HttpRequestException or IOException or SocketException => new LlmFailure(LlmFault.Transient, null, $"the endpoint cannot be reached: {QuoteMasked(error.GetBaseException().Message)}"),
            // Whatever else the client throws while it reads an answer: it was cut off, or is no chat completion.
            _ => new LlmFailure(LlmFault.Transient, null, $"the endpoint's answer cannot be read: {QuoteMasked(error.Message)}"),
        };

        // Before it is cut, which could leave the half of a secret.
        string QuoteMasked(string text) => Quote((mask ?? SecretMask.Shapes).Apply(text));
    }

    /// <summary>What went wrong with a call of this installation, without its keys.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="now">The clock.</param>
    /// <param name="options">The settings the call was made with.</param>
    /// <param name="endpoint">Who was asked: the words name the settings it comes from.</param>
    internal static LlmFailure Of(Exception error, DateTimeOffset now, LlmOptions options, LlmEndpoint endpoint)
    {
        var failure = Of(error, now, options.Mask);

        // A key without rights is refused from the first call on; one refusal after answers minds the content of that call.
        if (failure.Fault == LlmFault.Forbidden && !endpoint.HasAnswered)
        {
            failure = failure with { Fault = LlmFault.Configuration, Detail = failure.Detail + ". Check the rights of Llm:ApiKey and Llm:Model" };
        }

        var detail = failure.Detail;
        foreach (var name in (ReadOnlySpan<string>)[nameof(LlmOptions.ApiKey), nameof(LlmOptions.Model), nameof(LlmOptions.BaseUrl)])
        {
            detail = detail.Replace($"Llm:{name}", options.SettingOf(endpoint.Model, name), StringComparison.Ordinal);
        }

        return detail == failure.Detail ? failure : failure with { Detail = detail };
    }

    /// <summary>The endpoint has begun to work on it, so that it is paid for: not when it refused, or could not be reached.</summary>
    internal static bool IsPaid(Exception error) =>
        !(error is ClientResultException { Status: > 0 }
            || In<BadAnswerException>(error) is { Error: not null }
            || In<HttpRequestException>(error) is { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError });

    /// <summary>What the model, or a filter, says instead of an answer that came as it should; null when it is an answer.</summary>
    internal static LlmFailure? DeclinedIn(ChatResponse response, SecretMask mask)
    {
        if (response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault() is { } refusal) return Refusal(refusal.Message, mask);
        return response.FinishReason == ChatFinishReason.ContentFilter ? OfFilter : null;
    }

    /// <summary>The model's own refusal.</summary>
    internal static LlmFailure Refusal(string words, SecretMask mask) => new(LlmFault.Declined, null, $"it refuses: {Quote(mask.Apply(words))}");

    /// <param name="error">What the endpoint says.</param>
    /// <param name="http">The HTTP status; null when the error came inside a good answer.</param>
    /// <param name="retryAfter">How long it asks to be left alone.</param>
    /// <param name="quote">Makes its words fit to be shown.</param>
    private static LlmFailure OfError(EndpointError error, int? http, TimeSpan? retryAfter, Func<string, string> quote)
    {
        var status = error.Status;
        var where = http is not null ? $"HTTP {http}" : "an error inside an answer";
        if (error.IsAboutMoney) return new LlmFailure(LlmFault.Configuration, status, $"the endpoint says that the account's quota is used up ({where}): {quote(error.Text)}. Check its plan and billing") { IsAboutMoney = true };

        // What is said of a key may hold a part of it.
        if (status == 401 || (status is 400 or 403 && error.IsAboutKey)) return new LlmFailure(LlmFault.Configuration, status, $"the endpoint refused the key ({where}). Set Llm:ApiKey, or OPENAI_API_KEY, to a valid one");
        if (error.IsAboutContext) return new LlmFailure(LlmFault.ContextTooLong, status, $"the prompt is longer than the model can read ({where}): {quote(error.Text)}");
        if (error.IsAboutContent) return new LlmFailure(LlmFault.Declined, status, $"the endpoint's content filter stopped it ({where}): {quote(error.Text)}");
        switch (status)
        {
            case 403:
                return new LlmFailure(LlmFault.Forbidden, status, $"the endpoint forbids the call ({where}): {quote(error.Text)}");
            case 400 or 415 or 422 or 501 when error.IsAboutFormat:
                return new LlmFailure(LlmFault.FormatRefused, status, $"the endpoint does not take this response_format ({where}): {quote(error.Text)}");
            case 400 or 415 or 422 or 501 when error.IsAboutStreaming:
                return new LlmFailure(LlmFault.ParameterRefused, status, $"the endpoint does not stream its answers ({where}): {quote(error.Text)}") { Parameter = LlmParameters.Stream };
            case 400 or 415 or 422 or 501 when error.Refused(LlmParameters.All) is { } parameter:
                return new LlmFailure(LlmFault.ParameterRefused, status, $"the endpoint does not take {parameter} ({where}): {quote(error.Text)}") { Parameter = parameter };
            case 404 or 405 or 410:
            case 400 or 422 when error.IsAboutModel:
                return new LlmFailure(LlmFault.Configuration, status, $"the endpoint does not know the model or the address ({where}): {quote(error.Text)}. Check Llm:Model and Llm:BaseUrl");
            case null or 408 or 409 or 425 or 429 or >= 500:
                return new LlmFailure(LlmFault.Transient, status, http is null ? $"the endpoint answered with an error: {quote(error.Text)}" : $"the endpoint answered HTTP {status}: {quote(error.Text)}", retryAfter);
            default:
                return new LlmFailure(LlmFault.Refused, status, $"the endpoint refused the request ({where}): {quote(error.Text)}");
        }
    }

    private static T? In<T>(Exception error)
        where T : Exception
    {
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            if (e is T found) return found;
        }

        return null;
    }

    private static TimeSpan? RetryAfterOf(ClientResultException error, DateTimeOffset now)
    {
        var headers = error.GetRawResponse()?.Headers;
        if (headers is null) return null;
        if (headers.TryGetValue("retry-after-ms", out var text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < int.MaxValue)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        if (!headers.TryGetValue("Retry-After", out text) || !RetryConditionHeaderValue.TryParse(text, out var after)) return null;
        var pause = after.Delta ?? after.Date - now;
        return pause is { } p && p < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private static string Quote(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? "no reason given" : line.Length <= MaxQuote ? line.TrimEnd('.') : TextCut.To(line, MaxQuote);
    }
}

/// <summary>A call failed for good, retries included. The message is for a person.</summary>
public sealed class LlmCallException(LlmFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public LlmFailure Failure => failure;
}
