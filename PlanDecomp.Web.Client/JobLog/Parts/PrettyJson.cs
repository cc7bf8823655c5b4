using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlanDecomp.Web.Client.JobLog.Parts;

/// <summary>JSON for people: indented, with text left readable. Drawn as text, never as markup.</summary>
internal static class PrettyJson
{
    private static readonly PrettyJsonContext Context = new(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Of(JsonElement json) => JsonSerializer.Serialize(json, Context.JsonElement);
}

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class PrettyJsonContext : JsonSerializerContext;
