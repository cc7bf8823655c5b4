using System.Text.Json;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>A job of a <see cref="ScriptedApi"/>: what the server would have stored.</summary>
internal sealed class ScriptedJob(string id)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private readonly Lock _gate = new();
    private readonly List<JobLogEntry> _lines = [];
    private JobSnapshot _job = new()
    {
        JobId = id,
        JobType = JobType.PlanDecompose,
        Mode = JobMode.PlanBfs,
        PlanId = 7,
        Status = JobStatus.Running,
        CreatedAt = Start,
        StartedAt = Start.AddSeconds(1),
    };

    public string Id => id;

    /// <summary>Told after every change.</summary>
    public event Action? Changed;

    public JobSnapshot Job
    {
        get { lock (_gate) return _job with { LastSeq = _lines.Count == 0 ? _job.LogRemoved?.Through ?? 0 : _lines[^1].Seq }; }
    }

    public IReadOnlyList<JobLogEntry> Lines
    {
        get { lock (_gate) return [.. _lines]; }
    }

    public ScriptedJob With(Func<JobSnapshot, JobSnapshot> change)
    {
        lock (_gate) _job = change(_job);
        Changed?.Invoke();
        return this;
    }

    /// <summary>Stores lines of the info level.</summary>
    public ScriptedJob Log(params IEnumerable<string> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages) Add(JobLogLevel.Info, message, null);
        }

        Changed?.Invoke();
        return this;
    }

    /// <summary>Stores a line with a code and its arguments, given as JSON.</summary>
    public ScriptedJob Log(JobLogLevel level, string code, string message, string args = "{}")
    {
        lock (_gate) Add(level, message, JsonElement.Parse($$"""{"code":"{{code}}","args":{{args}}}"""));
        Changed?.Invoke();
        return this;
    }

    /// <summary>Ends the job with its last line.</summary>
    public ScriptedJob End(JobStatus status = JobStatus.Succeeded, string message = "Finished.", DecomposeResult? result = null, string? error = null)
    {
        lock (_gate)
        {
            Add(status == JobStatus.Failed ? JobLogLevel.Error : JobLogLevel.Info, message, null);
            _job = _job with
            {
                Status = status,
                Error = error,
                FinishedAt = Start.AddSeconds(62),
                Result = result is null ? null : JsonSerializer.SerializeToElement(result, Contracts.Json.ContractsJson.Default.DecomposeResult),
            };
        }

        Changed?.Invoke();
        return this;
    }

    /// <summary>Loses lines, as retention or a restored backup does.</summary>
    public void Remove(Predicate<JobLogEntry> which)
    {
        lock (_gate) _lines.RemoveAll(which);
        Changed?.Invoke();
    }

    private void Add(JobLogLevel level, string message, JsonElement? metadata)
    {
        var seq = _lines.Count == 0 ? 1 : _lines[^1].Seq + 1;
        _lines.Add(new JobLogEntry(seq, Start.AddSeconds(seq), level, message, metadata));
    }
}
