using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PlanDecomp.Llm;

/// <summary>What an endpoint says of an error, in whichever form: OpenAI's, a bare text, a web page of a proxy.</summary>
/// <param name="Status">The HTTP status, or the one that is named in the body.</param>
/// <param name="Code">Its code and type, as one text.</param>
/// <param name="Text">Its words; the raw body when there are none.</param>
/// <param name="Parameter">The parameter it names.</param>
internal sealed partial record EndpointError(int? Status, string Code, string Text, string? Parameter)
{
    private static readonly string[] Words = ["message", "detail", "msg", "error_msg", "error_message", "error_description", "reason"];

    /// <summary>The error in the body of an answer with an error status.</summary>
    public static EndpointError Of(int status, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Array && json.RootElement.GetArrayLength() > 0) return Of(json.RootElement[0], body) with { Status = status };
            if (json.RootElement.ValueKind == JsonValueKind.Object) return Of(json.RootElement, body) with { Status = status };
        }
        catch (JsonException)
        {
            // It is text, or a page.
        }

        return new EndpointError(status, "", PageTitle(body) is { } title ? $"a web page (\"{title}\")" : body, null);
    }

    /// <summary>The error an object tells of, which may come with any status.</summary>
    public static EndpointError Of(JsonElement root, string body)
    {
        var inner = root.TryGetProperty("error", out var e) && e.ValueKind is JsonValueKind.Object or JsonValueKind.String ? e : root;
        if (inner.ValueKind == JsonValueKind.String) return new EndpointError(StatusOf(root), "", inner.GetString()!, null);
        var text = Words.Select(word => TextOf(inner, word)).FirstOrDefault(found => found is not null) ?? body;
        var parameter = TextOf(inner, "param");
        if (!string.IsNullOrEmpty(parameter) && !text.Contains(parameter, StringComparison.Ordinal)) text = $"{text} ({parameter})";

        // A gateway that passes an error on keeps what the provider said in its metadata.
        if (inner.TryGetProperty("metadata", out var more) && more.ValueKind == JsonValueKind.Object && TextOf(more, "raw") is { } raw) text = $"{text}: {raw}";
        return new EndpointError(StatusOf(inner) ?? StatusOf(root), $"{TextOf(inner, "code")} {TextOf(inner, "type")} {TextOf(inner, "status")}".Trim(), text, parameter);
    }

    /// <summary>The title of a web page, or what it begins with; null when the text is none.</summary>
    public static string? PageTitle(string body)
    {
        var start = body.AsSpan().TrimStart();
        if (!start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) && !start.StartsWith("<html", StringComparison.OrdinalIgnoreCase) && !start.StartsWith("<head", StringComparison.OrdinalIgnoreCase)) return null;
        var title = Title().Match(body) is { Success: true } match ? match.Groups[1].Value : Tags().Replace(body.Length > 2_000 ? body[..2_000] : body, " ");
        return WebUtility.HtmlDecode(string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>The account cannot pay, or may not be used: waiting does not help.</summary>
    public bool IsAboutMoney => Status == 402 || Has("insufficient_quota", "insufficient quota", "exceeded your current quota", "insufficient balance", "insufficient_balance",
        "insufficient credit", "insufficient_credit", "credit balance is too low", "billing_hard_limit", "billing_not_active", "account_deactivated", "arrearage", "payment required", "余额不足", "欠费");

    public bool IsAboutContext => Status == 413 || (Status is null or 400 or 422 or 500 && Has("context_length_exceeded", "context length", "context window", "context size", "maximum context",
        "prompt is too long", "input is too long", "too many tokens", "too many input tokens", "reduce the length", "maximum prompt length", "exceeds the model's max", "input length"));

    public bool IsAboutContent => Status is null or 400 or 403 or 422 && Has("content_filter", "content_policy", "responsibleai", "data_inspection_failed", "content management policy", "moderation");

    public bool IsAboutFormat => Has("response_format", "json_schema", "json_object", "structured output");

    public bool IsAboutStreaming => Parameter is "stream" or "stream_options" || Has("stream_options") || NoStreaming().IsMatch(Text);

    public bool IsAboutKey => Has("invalid_api_key", "incorrect api key", "invalid api key", "authentication_error", "authentication failed", "unauthorized");

    public bool IsAboutModel => Has("model_not_found", "model not found", "no such model", "unknown model", "model_not_available", "model has been deprecated", "model is not supported", "invalid model", "unsupported model")
        || ModelMissing().IsMatch(Text);

    /// <summary>The first of the parameters that it does not take; null when it is about something else.</summary>
    public string? Refused(params ReadOnlySpan<string> parameters)
    {
        // max_completion_tokens is named as the one to use where max_tokens is refused, and the other way round: the one it begins with is meant.
        string? first = null;
        var best = int.MaxValue;
        foreach (var name in parameters)
        {
            if (name == Parameter) return name;
            var at = Text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && at < best) (first, best) = (name, at);
        }

        return first;
    }

    private bool Has(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Code.Contains(word, StringComparison.OrdinalIgnoreCase) || Text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static int? StatusOf(JsonElement element)
    {
        foreach (var name in (ReadOnlySpan<string>)["status", "status_code", "code", "http_code"])
        {
            if (element.TryGetProperty(name, out var value)
                && int.TryParse(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                && status is >= 400 and < 600)
            {
                return status;
            }
        }

        var kind = $"{TextOf(element, "code")} {TextOf(element, "type")}";
        return kind switch
        {
            _ when kind.Contains("rate_limit", StringComparison.OrdinalIgnoreCase) || kind.Contains("too_many_requests", StringComparison.OrdinalIgnoreCase) => 429,
            _ when kind.Contains("api_key", StringComparison.OrdinalIgnoreCase) || kind.Contains("authentication", StringComparison.OrdinalIgnoreCase) => 401,
            _ when kind.Contains("permission", StringComparison.OrdinalIgnoreCase) => 403,
            _ when kind.Contains("not_found", StringComparison.OrdinalIgnoreCase) => 404,
            _ when kind.Contains("invalid_request", StringComparison.OrdinalIgnoreCase) || kind.Contains("BadRequest", StringComparison.OrdinalIgnoreCase) => 400,
            _ => null,
        };
    }

    private static string? TextOf(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex(@"\b(not support|unsupported|not allowed|not available|disabled)\w*\b.{0,40}\bstream(ing|ed)?\b|\bstream(ing|ed)?\b.{0,60}\b(not support|unsupported|not allowed|not available|disabled)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex NoStreaming();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"model\b.{0,120}\b(does not exist|not exist|is not available|not found)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ModelMissing();
}

/// <summary>An answer with a good status that is no answer: below the client, which would speak of its own parser instead.</summary>
internal sealed class BadAnswerException(string message, EndpointError? error = null, string? quote = null) : Exception(message)
{
    /// <summary>The message is the model's own: it refuses.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>The error it holds; null when it is only damaged.</summary>
    public EndpointError? Error => error;

    /// <summary>What it begins with instead.</summary>
    public string? Quote => quote;
}
