using System.Text.Json;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Dumps;

/// <summary>Reads what the job manager of before held in memory: jobs with their logs, or the payloads that it pushed.</summary>
/// <remarks>See docs/foreign-files.md for the forms. Whatever a place of a dump cannot be, the places beside it are read.</remarks>
internal sealed class JsonDump(DumpNotes notes, string file, long? plan)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 };

    /// <summary>A whole file: one job, a list of them, or an object with <c>jobs</c> and <c>job_logs</c>.</summary>
    public void Read(string text)
    {
        if (Parse(text, file) is { } root) ReadAny(root, file, "$");
    }

    /// <summary>A file with a value on each line.</summary>
    public void ReadLines(IEnumerable<string> lines)
    {
        foreach (var (index, line) in lines.Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var place = $"{file}:{index + 1}";
            if (Parse(line, place) is { } value) ReadAny(value, place, "");
        }
    }

    private JsonElement? Parse(string text, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(CleanText.Json(text), Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            notes.Skip(e.LineNumber is { } line && place == file ? $"{file}:{line + 1}" : place, "is not JSON.");
            return null;
        }
    }

    private void ReadAny(JsonElement value, string place, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var (index, item) in value.EnumerateArray().Index()) ReadAny(item, place, $"{path}[{index}]");
                break;
            case JsonValueKind.Object when Find(value, "job_id", "id") is { } id:
                ReadJob(value, Scalar(id), place, path);
                break;
            case JsonValueKind.Object when Find(value, "jobs", "_jobs") is not null || Find(value, "job_logs", "logs", "_logs") is not null:
                if (Find(value, "jobs", "_jobs") is { } jobs) ReadMap(jobs, place, $"{path}.jobs");
                if (Find(value, "job_logs", "logs", "_logs") is { ValueKind: JsonValueKind.Object } logs)
                {
                    foreach (var log in logs.EnumerateObject()) ReadLog(log.Name, null, log.Value, place, $"{path}.job_logs.{log.Name}");
                }

                break;
            case JsonValueKind.Object when value.EnumerateObject().All(each => each.Value.ValueKind is JsonValueKind.Object) && value.EnumerateObject().Any():
                ReadMap(value, place, path);
                break;
            default:
                notes.Skip($"{place} {path}".TrimEnd(), "is no job, and holds none.");
                break;
        }
    }

    /// <summary>Jobs by their ids, or a list of them.</summary>
    private void ReadMap(JsonElement jobs, string place, string path)
    {
        if (jobs.ValueKind != JsonValueKind.Object)
        {
            ReadAny(jobs, place, path);
            return;
        }

        foreach (var each in jobs.EnumerateObject())
        {
            if (each.Value.ValueKind == JsonValueKind.Object) ReadJob(each.Value, Scalar(Find(each.Value, "job_id", "id")) ?? each.Name, place, $"{path}.{each.Name}");
            else notes.Skip($"{place} {path}.{each.Name}", "is no job.");
        }
    }

    private void ReadJob(JsonElement job, string? jobId, string place, string path)
    {
        var where = $"{place} {path}".TrimEnd();
        if (!DumpValues.IsJobId(jobId))
        {
            notes.Skip(where, "names no job.");
            return;
        }

        var planId = Number(Find(job, "plan_id")) ?? plan;

        // A payload as it was pushed: one line, and how the job stood.
        if (Find(job, "event") is { } pushed && Find(job, "mode") is null)
        {
            if (pushed.ValueKind == JsonValueKind.Object) ReadLog(jobId!, planId, pushed, place, $"{path}.event");
            return;
        }

        if (DumpValues.Status(Scalar(Find(job, "status", "state"))) is not { } status)
        {
            // A single line that names its job.
            if (Find(job, "message") is not null) ReadLog(jobId!, planId, job, place, path);
            else notes.Skip(where, "has no status that is known.");
            return;
        }

        notes.Add(DumpValues.Ended(new OldJob
        {
            JobId = jobId!,
            JobType = Scalar(Find(job, "job_type")) is { Length: > 0 } type ? CleanText.Line(type) : Contracts.Jobs.JobType.PlanDecompose,
            Mode = Scalar(Find(job, "mode")) is { Length: > 0 } mode ? CleanText.Line(mode) : Contracts.Jobs.JobMode.PlanBfs,
            PlanId = planId,
            TargetTaskId = Number(Find(job, "target_task_id", "task_id")),
            Status = status,
            Error = Scalar(Find(job, "error")) is { Length: > 0 } error ? CleanText.Of(error) : null,
            Params = DumpValues.Json(Raw(Find(job, "params", "params_json"))),
            Stats = DumpValues.Stats(Raw(Find(job, "stats", "stats_json"))),
            Result = DumpValues.Json(Raw(Find(job, "result", "result_json"))),
            CreatedAt = DumpValues.Time(Scalar(Find(job, "created_at"))),
            StartedAt = DumpValues.Time(Scalar(Find(job, "started_at"))),
            FinishedAt = DumpValues.Time(Scalar(Find(job, "finished_at"))),
        }));
        if (Find(job, "logs", "log", "events") is { } logs) ReadLog(jobId!, planId, logs, place, $"{path}.logs");
    }

    private void ReadLog(string jobId, long? planId, JsonElement log, string place, string path)
    {
        if (!DumpValues.IsJobId(jobId))
        {
            notes.Skip($"{place} {path}", "names no job.");
            return;
        }

        var lines = new List<NewLogLine>();
        IEnumerable<JsonElement> entries = log.ValueKind == JsonValueKind.Array ? log.EnumerateArray() : [log];
        foreach (var (index, entry) in entries.Index())
        {
            var where = log.ValueKind == JsonValueKind.Array ? $"{place} {path}[{index}]" : $"{place} {path}".TrimEnd();
            if (Scalar(Find(entry, "message", "msg")) is not { } message) notes.Skip(where, "has no message.");
            else if (DumpValues.Time(Scalar(Find(entry, "timestamp", "time", "ts"))) is not { } time) notes.Skip(where, "has no time that can be read.");
            else lines.Add(DumpValues.Line(time, Scalar(Find(entry, "level")), message, Find(entry, "metadata", "metadata_json")));
        }

        if (lines.Count > 0) notes.AddLines(jobId, planId ?? plan, lines);
    }

    private static JsonElement? Find(JsonElement of, params ReadOnlySpan<string> names)
    {
        if (of.ValueKind != JsonValueKind.Object) return null;
        foreach (var name in names)
        {
            if (of.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)) return value;
        }

        return null;
    }

    private static string? Scalar(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>JSON that is in place, or in a text as the tables have it.</summary>
    private static string? Raw(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
        null => null,
    };

    private static long? Number(JsonElement? value) => long.TryParse(Scalar(value), out var number) && number > 0 ? number : null;
}
