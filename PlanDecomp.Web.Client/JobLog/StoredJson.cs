using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>What a job has stored: what was asked for, and what came of it.</summary>
internal static class StoredJson
{
    /// <summary>Null when there is none, or one of another version of the program: what needs it is not offered then.</summary>
    public static T? Read<T>(JsonElement? stored, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return stored is { ValueKind: JsonValueKind.Object } json ? json.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
