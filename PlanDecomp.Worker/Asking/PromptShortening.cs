using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Llm;

namespace PlanDecomp.Worker.Asking;

/// <summary>Makes a conversation shorter that is longer than the model can read: first what surrounds the task, then what it builds on, never the task itself.</summary>
internal static class PromptShortening
{
    private const int ShortDescription = 1_000;
    private const int ShortResult = 400;

    /// <summary>Asks, and asks again with less, as long as the endpoint says that it is too much and there is something to leave out.</summary>
    public static async Task<LlmAnswer> AskAsync(this List<ChatMessage> messages, CallSubject about, Func<Task<LlmAnswer>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (LlmCallException e) when (e.Failure.Fault == LlmFault.ContextTooLong && Shorten(messages) is { } leftOut)
            {
                JobContext.Current?.LogShortened(about, leftOut, e.Failure);
            }
        }
    }

    /// <summary>Takes the next part out.</summary>
    /// <param name="messages">The rules, the task with its data, then answers and what is wrong with them.</param>
    /// <returns>What was left out, in words; null when there is nothing more to leave out.</returns>
    public static string? Shorten(List<ChatMessage> messages)
    {
        if (messages.Count > 4)
        {
            messages.RemoveRange(2, messages.Count - 4);
            return "its earlier answers";
        }

        var prompt = messages[1].Text;
        if (PromptData.Read(prompt) is not { } data || Take(data) is not { } what) return null;
        messages[1] = new ChatMessage(messages[1].Role, PromptData.Replace(prompt, data));
        return what;
    }

    private static string? Take(JsonObject data)
    {
        if (data["outline"]?.ToString() is { Length: > 0 })
        {
            data["outline"] = "";
            return "the plan's outline";
        }

        var left = new List<string>();
        if (data["inputs"] is JsonArray inputs && inputs.OfType<JsonObject>().Aggregate(false, (some, input) => Cut(input, "result", ShortResult) || some)) left.Add("most of the other tasks' results");
        if (data["request"] is JsonObject request && Cut(request, "description", ShortDescription)) left.Add("the end of the plan's description");

        if (data["siblings"] is JsonArray { Count: > 0 })
        {
            data["siblings"] = new JsonArray();
            left.Add("its siblings");
        }

        if (data.Remove("replaced_children")) left.Add("what it was broken into before");
        if (left.Count > 0) return string.Join(", ", left);
        if (data["inputs"] is not JsonArray { Count: > 0 }) return null;
        data["inputs"] = new JsonArray();
        return "the other tasks' results";
    }

    private static bool Cut(JsonObject item, string name, int length)
    {
        if (item[name]?.ToString() is not { } text || text.Length <= length + 1) return false;
        item[name] = TextCut.To(text, length);
        return true;
    }
}
