using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Worker.Checkpoints;

/// <summary>Where a job stands, as its next attempt reads it.</summary>
internal interface IVersionedCheckpoint
{
    /// <summary>Of its form; it goes up when an older program would misread it.</summary>
    int Version { get; }
}

/// <summary>How checkpoints are written and read again.</summary>
internal static class Checkpoint
{
    /// <summary>What an attempt before has left; null when there was none.</summary>
    /// <exception cref="JobFailedException">It is none of this job's: to begin anew would make, or pay for, everything twice.</exception>
    public static T? Read<T>(string? text, JsonTypeInfo<T> type)
        where T : class
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException e)
        {
            throw Unreadable(e.Message);
        }
    }

    /// <inheritdoc cref="Read{T}(string?, JsonTypeInfo{T})"/>
    /// <param name="text">What is stored.</param>
    /// <param name="type">Its form.</param>
    /// <param name="version">The one version that is known.</param>
    public static T? Read<T>(string? text, JsonTypeInfo<T> type, int version)
        where T : class, IVersionedCheckpoint
    {
        if (string.IsNullOrEmpty(text)) return null;
        var read = Read(text, type);
        return read?.Version == version ? read : throw Unreadable($"The checkpoint has version {read?.Version}; {version} is known.");
    }

    /// <summary>The options of a context with text left readable: Chinese is not written as \u escapes.</summary>
    public static JsonSerializerOptions Readable(JsonSerializerOptions options) => new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JobFailedException Unreadable(string why) => new($"The job's checkpoint cannot be read: {why}");
}
