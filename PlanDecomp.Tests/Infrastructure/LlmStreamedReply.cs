using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Writes a reply as a stream of <c>chat.completion.chunk</c> events, as OpenAI's endpoint does.</summary>
internal static class LlmStreamedReply
{
    public static async Task WriteAsync(HttpContext context, LlmRequest request, LlmReply reply)
    {
        context.Response.ContentType = "text/event-stream";
        await SendAsync(context, request, new JsonObject { ["role"] = "assistant", ["content"] = "" });
        if (reply.Reasoning is { } reasoning) await SendAsync(context, request, new JsonObject { ["content"] = null, ["reasoning_content"] = reasoning });
        if (reply.Refusal is { } refusal) await SendAsync(context, request, new JsonObject { ["refusal"] = refusal });
        if (reply.CutConnection)
        {
            await SendAsync(context, request, new JsonObject { ["content"] = "{" });
            context.Abort();
            return;
        }

        var sent = 0;
        foreach (var piece in reply.Pieces ?? Words(reply.Content))
        {
            if (sent == reply.CutAfter)
            {
                context.Abort();
                return;
            }

            await SendAsync(context, request, new JsonObject { ["content"] = piece });
            if (++sent == reply.HoldAfter && reply.Hold is { } hold) await hold.WaitAsync(context.RequestAborted);
        }

        for (var i = 0; i < reply.ToolCalls.Count; i++)
        {
            // The arguments in two parts, as they come in practice.
            var (name, arguments) = (reply.ToolCalls[i].Name, reply.ToolCalls[i].Arguments);
            var half = arguments.Length / 2;
            await SendAsync(context, request, Call(i, $"call_{request.Number}_{i}", name, arguments[..half]));
            await SendAsync(context, request, Call(i, null, null, arguments[half..]));
        }

        await SendAsync(context, request, [], reply.ToolCalls.Count > 0 ? "tool_calls" : reply.FinishReason);
        if (reply.Usage is var (input, output) && request.Body["stream_options"]?["include_usage"]?.GetValue<bool>() == true) await SendUsageAsync(context, request, input, output);
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static Task SendUsageAsync(HttpContext context, LlmRequest request, int input, int output)
    {
        var chunk = new JsonObject
        {
            ["id"] = $"chatcmpl-{request.Number}",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1,
            ["model"] = request.Model,
            ["choices"] = new JsonArray(),
            ["usage"] = new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = input + output },
        };
        return context.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n");
    }

    private static IReadOnlyList<string> Words(string text) => text.Length == 0 ? [] : [.. text.Split(' ').Select((word, i) => i == 0 ? word : " " + word)];

    private static JsonObject Call(int index, string? id, string? name, string arguments)
    {
        var function = new JsonObject { ["arguments"] = arguments };
        var call = new JsonObject { ["index"] = index, ["type"] = "function", ["function"] = function };
        if (name is not null) function["name"] = name;
        if (id is not null) call["id"] = id;
        return new JsonObject { ["tool_calls"] = new JsonArray(call) };
    }

    private static async Task SendAsync(HttpContext context, LlmRequest request, JsonObject delta, string? finishReason = null)
    {
        var chunk = new JsonObject
        {
            ["id"] = $"chatcmpl-{request.Number}",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1,
            ["model"] = request.Model,
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason }),
        };
        await context.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n");
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
