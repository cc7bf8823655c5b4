using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanDecomp.Llm;

/// <summary>An answer's JSON as the client takes it: reasons for the end out of OpenAI's five, every property of its type, errors said as such.</summary>
internal static class AnswerBody
{
    private const string Stop = "stop";
    private const string Length = "length";
    private const string ToolCalls = "tool_calls";
    private const string ContentFilter = "content_filter";

    /// <summary>A whole completion.</summary>
    /// <exception cref="BadAnswerException">It is none.</exception>
    public static string Whole(string text) => Read(text).ToJsonString();

    /// <summary>A whole completion as the one piece of a stream.</summary>
    /// <inheritdoc cref="Whole"/>
    public static string AsPiece(string text)
    {
        var root = Read(text);
        root["object"] = "chat.completion.chunk";
        foreach (var choice in root["choices"]!.AsArray().OfType<JsonObject>())
        {
            if (!choice.Remove("message", out var message)) continue;
            choice["delta"] = message;
            var index = 0;
            foreach (var call in message?["tool_calls"] as JsonArray ?? []) call!["index"] = index++;
        }

        return root.ToJsonString();
    }

    /// <summary>A piece of a streamed completion.</summary>
    /// <param name="data">The event's data.</param>
    /// <param name="refusal">What the model has said so far instead of an answer; the client would drop it.</param>
    /// <exception cref="BadAnswerException">It tells of an error, is none, or ends a refusal.</exception>
    public static string Piece(string data, StringBuilder refusal)
    {
        if (data == "[DONE]") return refusal.Length == 0 ? data : throw new BadAnswerException(refusal.ToString()) { IsRefusal = true };
        var root = Parse(data.Length == 0 ? "{}" : data);
        if (root["choices"] is not JsonArray)
        {
            if (FindError(root, data, isWhole: false) is { } error) throw new BadAnswerException(error.Text, error);
            root["choices"] = new JsonArray();
        }

        Settle(root, data, isWhole: false);
        foreach (var choice in root["choices"]!.AsArray().OfType<JsonObject>())
        {
            refusal.Append(choice["delta"]?["refusal"]?.ToString());
            if (refusal.Length > 0 && choice["finish_reason"] is not null) throw new BadAnswerException(refusal.ToString()) { IsRefusal = true };
        }

        return root.ToJsonString();
    }

    private static JsonObject Read(string text)
    {
        var root = Parse(text);
        if (root["choices"] is not JsonArray { Count: > 0 })
        {
            if (FindError(root, text, isWhole: true) is { } error) throw new BadAnswerException(error.Text, error);
            throw new BadAnswerException("the endpoint's answer holds no choices", quote: text);
        }

        Settle(root, text, isWhole: true);
        return root;
    }

    private static JsonObject Parse(string text)
    {
        if (EndpointError.PageTitle(text) is { } title) throw new BadAnswerException("the endpoint answered with a web page instead of JSON. Check Llm:BaseUrl. The page", quote: title);
        try
        {
            if (JsonNode.Parse(text) is JsonObject root) return root;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Told below.
        }

        throw string.IsNullOrWhiteSpace(text)
            ? new BadAnswerException("the endpoint's answer has no body")
            : new BadAnswerException("the endpoint's answer was cut off, or is no JSON", quote: text);
    }

    private static void Settle(JsonObject root, string text, bool isWhole)
    {
        if (root["error"] is JsonObject or JsonValue && FindError(root, text, isWhole) is { } error) throw new BadAnswerException(error.Text, error);
        if (root["created"] is not JsonValue created || !created.TryGetValue<long>(out _)) root["created"] = 0;
        foreach (var name in (ReadOnlySpan<string>)["id", "model", "object"])
        {
            if (root[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String) root[name] = "";
        }

        if (root["usage"] is not JsonObject usage) root.Remove("usage");
        else SettleUsage(usage);
        root.Remove("service_tier");
        var index = 0;
        foreach (var choice in root["choices"]!.AsArray().OfType<JsonObject>())
        {
            if (choice["index"] is not JsonValue number || !number.TryGetValue<int>(out _)) choice["index"] = index;
            index++;
            var message = choice[isWhole ? "message" : "delta"] as JsonObject;
            if (message is null)
            {
                // Some put the text of completions, or of a whole message, where it does not belong.
                message = (choice["message"] ?? choice["delta"])?.DeepClone() as JsonObject ?? new JsonObject { ["content"] = choice["text"]?.DeepClone() };
                choice[isWhole ? "message" : "delta"] = message;
            }

            SettleMessage(message, isWhole);
            choice["finish_reason"] = ReasonOf(root, choice, message, text, isWhole);
        }
    }

    private static void SettleUsage(JsonObject usage)
    {
        foreach (var (name, value) in usage.ToList())
        {
            if (value is JsonObject details) SettleUsage(details);
            else if (value is not JsonValue number || !number.TryGetValue<int>(out _)) usage.Remove(name);
        }

        foreach (var name in (ReadOnlySpan<string>)["prompt_tokens", "completion_tokens", "total_tokens"])
        {
            if (usage.Parent?.Parent is null && !usage.ContainsKey(name)) usage[name] = 0;
        }
    }

    private static void SettleMessage(JsonObject message, bool isWhole)
    {
        if (isWhole || message["role"]?.ToString() is { Length: > 0 }) message["role"] = "assistant";
        else message.Remove("role");

        // Parts: what is not text, such as a model's reasoning, is no part of the answer.
        if (message["content"] is JsonArray parts) message["content"] = string.Concat(parts.Select(part => part is JsonValue text ? text.ToString() : part?["type"] is { } type && type.ToString() != "text" ? "" : part?["text"]?.ToString()));
        else if (message["content"] is JsonObject or JsonValue && message["content"]!.GetValueKind() != JsonValueKind.String) message["content"] = message["content"]!.ToJsonString();
        if (isWhole && !message.ContainsKey("content")) message["content"] = null;
        if (!isWhole && message["content"] is null) message.Remove("content");
        if (message["tool_calls"] is not JsonArray { Count: > 0 } calls)
        {
            message.Remove("tool_calls");
        }
        else
        {
            for (var i = 0; i < calls.Count; i++)
            {
                if (calls[i] is not JsonObject call) continue;
                if (isWhole || call["type"] is JsonValue type && type.ToString().Length == 0) call["type"] = "function";
                if (isWhole && call["id"] is not JsonValue) call["id"] = $"call_{i}";
                if (!isWhole && call["index"] is null) call["index"] = i;
                if (call["function"] is JsonObject function && function["arguments"] is JsonObject arguments) function["arguments"] = arguments.ToJsonString();
            }
        }

        foreach (var name in (ReadOnlySpan<string>)["function_call", "audio", "annotations", "refusal"])
        {
            if (message.TryGetPropertyValue(name, out var value) && (value is null || (name == "refusal" && value.ToString().Length == 0))) message.Remove(name);
        }
    }

    private static JsonNode? ReasonOf(JsonObject root, JsonObject choice, JsonObject message, string text, bool isWhole)
    {
        var given = choice["finish_reason"]?.ToString() ?? "";
        var hasCalls = message["tool_calls"] is JsonArray;
        switch (given.ToLowerInvariant())
        {
            case "":
                return isWhole ? hasCalls ? ToolCalls : Stop : null;
            case "stop" or "length" or "tool_calls" or "content_filter" or "function_call":
                return given.ToLowerInvariant();
            case "max_tokens" or "max_output_tokens" or "max_length" or "model_length" or "token_limit" or "length_limit" or "incomplete":
                return Length;
            case "tool_call" or "tool_use" or "function":
                return ToolCalls;
            case "safety" or "recitation" or "blocklist" or "prohibited_content" or "spii" or "sensitive" or "refusal" or "moderation" or "guardrail_intervened" or "content_filtered":
                return ContentFilter;
            case "error" or "network_error" or "insufficient_system_resource" or "aborted" or "abort" or "cancelled" or "timeout" or "failed":
                var error = FindError(choice, text, isWhole) ?? FindError(root, text, isWhole);
                throw error is null
                    ? new BadAnswerException($"the endpoint ended its answer with the reason \"{given}\"")
                    : new BadAnswerException(error.Text, error);
            default:
                return hasCalls ? ToolCalls : Stop;
        }
    }

    /// <summary>The error an object tells of; null when it tells of none.</summary>
    private static EndpointError? FindError(JsonObject root, string text, bool isWhole)
    {
        var isError = root["error"] is JsonObject { Count: > 0 } || (root["error"] is JsonValue said && said.GetValueKind() == JsonValueKind.String && said.ToString().Length > 0)
            || root["object"]?.ToString() == "error" || root["type"]?.ToString() == "error"
            || (isWhole && (root.ContainsKey("message") || root.ContainsKey("detail") || root.ContainsKey("msg") || root.ContainsKey("error_msg")) && !root.ContainsKey("choices") && root["finish_reason"] is null);
        if (!isError) return null;
        using var json = JsonDocument.Parse(root.ToJsonString());
        return EndpointError.Of(json.RootElement.Clone(), text);
    }
}
