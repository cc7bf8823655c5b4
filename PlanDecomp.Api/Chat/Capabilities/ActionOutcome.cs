using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Capabilities;

/// <summary>What was done, or why nothing was.</summary>
/// <param name="Done">What was wanted was done.</param>
/// <param name="Text">The same in words for the person, as Markdown in their language; on a failure also what to do next.</param>
internal sealed record ActionOutcome(bool Done, string Text)
{
    /// <summary><c>&lt;</c> and <c>&gt;</c> are escaped: no title can look like a mark of the prompt.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The same for a model, where the text shows what others have written to the letter; null where it is the text without its marks.</summary>
    public string? ForModel { get; init; }

    public static ActionOutcome Did(string text) => new(true, text);

    public static ActionOutcome DidNot(string text) => new(false, text);

    /// <summary>The outcome for the model: data, marked as such, in plain text.</summary>
    public string ToToolResult() =>
        new JsonObject { ["done"] = Done, ["message_for_the_person"] = ForModel ?? Markdown.ToPlainText(Text) }.ToJsonString(Json);
}
