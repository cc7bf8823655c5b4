using System.ClientModel;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Llm;

/// <summary>What kind of thing went wrong with a call, which decides what to do next.</summary>
public enum LlmFault
{
    /// <summary>408, 429, 5xx, the network, a time-out, an answer cut off in transit: trying again may help.</summary>
    Transient,

    /// <summary>The endpoint does not take this form of <c>response_format</c>.</summary>
    FormatRefused,

    /// <summary>401, 404 or a quota that is used up: no call will do better until a person changes something.</summary>
    Configuration,

    /// <summary>403: a key without rights, or an endpoint that minds this one content.</summary>
    Forbidden,

    /// <summary>The endpoint does not take this request.</summary>
    Refused,

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
    private const int MaxQuote = 300;

    public static LlmFailure Of(Exception error, DateTimeOffset now, SecretMask? mask = null)
    {
        return error switch
        {
            ClientResultException { Status: > 0 } answered => OfStatus(answered, now, QuoteMasked),
            _ when TooLargeIn(error) is { } large => new LlmFailure(LlmFault.TooLarge, null, large.Message),
            TimeoutException => new LlmFailure(LlmFault.Transient, null, error.Message),
            _ when error.GetBaseException() is HttpRequestException or IOException or SocketException => new LlmFailure(LlmFault.Transient, null, $"the endpoint cannot be reached: {QuoteMasked(error.GetBaseException().Message)}"),
            // Whatever else the client throws while it reads an answer: it was cut off, or is no chat completion.
            _ => new LlmFailure(LlmFault.Transient, null, $"the endpoint's answer cannot be read: {QuoteMasked(error.Message)}"),
        };

        // Before it is cut, which could leave the half of a secret.
        string QuoteMasked(string text) => Quote((mask ?? SecretMask.Shapes).Apply(text));
    }

    /// <summary>What went wrong with a call of this installation, without its key.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="now">The clock.</param>
    /// <param name="options">The settings the call was made with.</param>
    /// <param name="hasAnswered">The endpoint has answered a call of this process before.</param>
    internal static LlmFailure Of(Exception error, DateTimeOffset now, LlmOptions options, bool hasAnswered)
    {
        var failure = Of(error, now, options.Mask);

        // A key without rights is refused from the first call on; one refusal after answers minds the content of that call.
        return failure.Fault == LlmFault.Forbidden && !hasAnswered
            ? failure with { Fault = LlmFault.Configuration, Detail = failure.Detail + ". Check the rights of Llm:ApiKey and Llm:Model" }
            : failure;
    }

    private static LlmFailure OfStatus(ClientResultException error, DateTimeOffset now, Func<string, string> quote)
    {
        var (code, text) = ReadError(error);
        var status = error.Status;
        if (status == 429 && (code == "insufficient_quota" || text.Contains("insufficient_quota", StringComparison.Ordinal)))
        {
            return new LlmFailure(LlmFault.Configuration, status, "the endpoint says that the account's quota is used up (HTTP 429). Check its plan and billing");
        }

        return status switch
        {
            // What a 401 says may hold a part of the key.
            401 => new LlmFailure(LlmFault.Configuration, status, "the endpoint refused the key (HTTP 401). Set Llm:ApiKey, or OPENAI_API_KEY, to a valid one"),
            403 => new LlmFailure(LlmFault.Forbidden, status, $"the endpoint forbids the call (HTTP 403): {quote(text)}"),
            404 => new LlmFailure(LlmFault.Configuration, status, $"the endpoint does not know the model or the address (HTTP 404): {quote(text)}. Check Llm:Model and Llm:BaseUrl"),
            408 or 429 or >= 500 => new LlmFailure(LlmFault.Transient, status, $"the endpoint answered HTTP {status}: {quote(text)}", RetryAfterOf(error, now)),
            400 or 415 or 422 or 501 when IsAboutFormat(text) => new LlmFailure(LlmFault.FormatRefused, status, $"the endpoint does not take this response_format (HTTP {status}): {quote(text)}"),
            _ => new LlmFailure(LlmFault.Refused, status, $"the endpoint refused the request (HTTP {status}): {quote(text)}"),
        };
    }

    private static AnswerTooLargeException? TooLargeIn(Exception error)
    {
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            if (e is AnswerTooLargeException large) return large;
        }

        return null;
    }

    private static bool IsAboutFormat(string text) =>
        text.Contains("response_format", StringComparison.OrdinalIgnoreCase)
        || text.Contains("json_schema", StringComparison.OrdinalIgnoreCase)
        || text.Contains("json_object", StringComparison.OrdinalIgnoreCase)
        || text.Contains("structured output", StringComparison.OrdinalIgnoreCase);

    /// <summary>The error's code and text as the endpoint gives them; the raw body when it is not OpenAI's form.</summary>
    private static (string? Code, string Text) ReadError(ClientResultException error)
    {
        var body = error.GetRawResponse()?.Content.ToString() ?? "";
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return (null, body);
            var inner = root.TryGetProperty("error", out var e) ? e : root;
            if (inner.ValueKind == JsonValueKind.String) return (null, inner.GetString()!);
            if (inner.ValueKind != JsonValueKind.Object) return (null, body);
            var code = inner.TryGetProperty("code", out var c) && c.ValueKind == JsonValueKind.String ? c.GetString() : null;
            var text = inner.TryGetProperty("message", out var m) && m.ValueKind == JsonValueKind.String ? m.GetString()! : body;
            var about = inner.TryGetProperty("param", out var p) && p.ValueKind == JsonValueKind.String ? p.GetString() : null;
            return (code, string.IsNullOrEmpty(about) || text.Contains(about, StringComparison.Ordinal) ? text : $"{text} ({about})");
        }
        catch (JsonException)
        {
            return (null, body);
        }
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
