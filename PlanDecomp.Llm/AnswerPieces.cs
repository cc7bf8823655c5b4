using System.Text;
using System.Text.Json.Nodes;

namespace PlanDecomp.Llm;

/// <summary>The answer of an endpoint that streams where nobody asked it to.</summary>
internal static class AnswerPieces
{
    private const string Data = "data:";

    /// <summary>The pieces as one completion; a text that is no event stream as it is.</summary>
    /// <exception cref="BadAnswerException">A piece tells of an error, is none, or ends a refusal.</exception>
    public static string Join(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith(Data, StringComparison.Ordinal)) return text;
        var (content, refusal) = (new StringBuilder(), new StringBuilder());
        JsonNode? reason = null, usage = null;
        foreach (var line in text.Split('\n').Where(line => line.StartsWith(Data, StringComparison.Ordinal)))
        {
            var data = AnswerBody.Piece(line[Data.Length..].Trim(), refusal);
            if (data.StartsWith('[')) break;
            var piece = JsonNode.Parse(data)!;
            usage = piece["usage"]?.DeepClone() ?? usage;
            if (piece["choices"] is not JsonArray { Count: > 0 } choices) continue;
            content.Append(choices[0]?["delta"]?["content"]?.ToString());
            reason = choices[0]?["finish_reason"]?.DeepClone() ?? reason;
        }

        var message = new JsonObject { ["role"] = "assistant", ["content"] = content.ToString() };
        return new JsonObject
        {
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = reason, ["message"] = message }),
            ["usage"] = usage,
        }.ToJsonString();
    }
}
