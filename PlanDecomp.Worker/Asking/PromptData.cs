using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanDecomp.Worker.Asking;

/// <summary>The data block of a prompt: JSON between two marks, as short as JSON can be, for every character of it is paid for.</summary>
internal static class PromptData
{
    private const string Begin = "<data>";
    private const string End = "</data>";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Block(JsonObject data) => $"{Begin}\n{Write(data)}\n{End}";

    /// <summary>The block's data, to be changed; null when there is none.</summary>
    public static JsonObject? Read(string prompt) => Find(prompt) is { } place ? JsonNode.Parse(prompt[place]) as JsonObject : null;

    /// <summary>The prompt with other data in its block.</summary>
    public static string Replace(string prompt, JsonObject data) => Find(prompt) is { } place
        ? $"{prompt[..place.Start]}\n{Write(data)}\n{prompt[place.End..]}"
        : throw new ArgumentException("The prompt has no data block.", nameof(prompt));

    /// <summary>All scripts stay readable, but <c>&lt;</c> and <c>&gt;</c> are escaped: no text can close the data block.</summary>
    private static string Write(JsonObject data) =>
        // In JSON the two stand within strings alone.
        data.ToJsonString(Compact).Replace("<", "\\u003C", StringComparison.Ordinal).Replace(">", "\\u003E", StringComparison.Ordinal);

    private static Range? Find(string prompt)
    {
        var (start, end) = (prompt.IndexOf(Begin, StringComparison.Ordinal), prompt.LastIndexOf(End, StringComparison.Ordinal));
        return start >= 0 && end >= start ? (start + Begin.Length)..end : null;
    }
}
