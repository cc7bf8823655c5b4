using System.Globalization;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Dumps;

/// <summary>Reads the words of dumps, by whatever names the programs of before had for them.</summary>
internal static class DumpValues
{
    public const string NotAtItsEnd = "It was not at its end when it was dumped.";

    public static bool IsJobId(string? text) => text is not null && JobId.IsWellFormed(text);

    /// <summary>Null for a word that is no status.</summary>
    public static JobStatus? Status(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "queued" or "pending" or "created" or "waiting" => JobStatus.Queued,
        "running" or "started" or "in_progress" or "processing" => JobStatus.Running,
        "succeeded" or "success" or "completed" or "done" or "finished" => JobStatus.Succeeded,
        "failed" or "failure" or "error" => JobStatus.Failed,
        "cancelled" or "canceled" or "aborted" => JobStatus.Cancelled,
        _ => null,
    };

    /// <summary>A time with or without an offset, or seconds since 1970; without an offset it is UTC. Null for anything else.</summary>
    public static DateTimeOffset? Time(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds is > 0 and < 1e11 ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000)) : null;
        }

        return DateTimeOffset.TryParse(
            text.Trim().Replace(',', '.'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }

    /// <summary>A job that is at its end, as every job of before is.</summary>
    public static OldJob Ended(OldJob job) => job.Status.IsTerminal() ? job : job with { Status = JobStatus.Failed, Error = job.Error ?? NotAtItsEnd };

    public static NewLogLine Line(DateTimeOffset time, string? level, string message, JsonElement? metadata) =>
        new(time, JobLogLevels.Parse(level ?? "info"), CleanText.Of(message), metadata is { ValueKind: JsonValueKind.Object } ? metadata : null);

    /// <summary>The same text, if it is JSON of the kind that is wanted; else null.</summary>
    public static string? Json(string? text, JsonValueKind? kind = null)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            var value = JsonElement.Parse(CleanText.Json(text));
            return kind is null || value.ValueKind == kind ? value.GetRawText() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Figures that this program can read; null when they are of another form.</summary>
    public static string? Stats(string? text)
    {
        try
        {
            return Json(text, JsonValueKind.Object) is { } json && JsonSerializer.Deserialize(json, Contracts.Json.ContractsJson.Default.JobStats) is not null ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
