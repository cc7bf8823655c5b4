using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;

namespace PlanDecomp.Worker.Dumps;

/// <summary>What was read of dumps, by job, and the places that could not be.</summary>
internal sealed class DumpNotes
{
    private readonly Dictionary<string, Gathered> _jobs = [];

    /// <summary>Each with its lines in the order of their times.</summary>
    public IEnumerable<OldJob> Jobs => _jobs.Values.Select(gathered => gathered.Job with { Lines = [.. gathered.Lines.OrderBy(line => line.Timestamp)] });

    /// <summary>Places that were left out, each with its reason.</summary>
    public List<string> Skipped { get; } = [];

    /// <summary>Takes a job, or what another place says of one. A line that two places have is one.</summary>
    public void Add(OldJob job)
    {
        if (!_jobs.TryGetValue(job.JobId, out var gathered)) _jobs.Add(job.JobId, gathered = new Gathered(job));
        var (more, less) = gathered.Job.IsLinesAlone ? (job, gathered.Job) : (gathered.Job, job);
        gathered.Job = more with { PlanId = more.PlanId ?? less.PlanId };
        var here = new Dictionary<(DateTimeOffset, JobLogLevel, string), int>();
        foreach (var line in job.Lines)
        {
            // The same twice in one place happened twice.
            var key = (line.Timestamp, line.Level, line.Message);
            var times = here[key] = here.GetValueOrDefault(key) + 1;
            if (times <= gathered.Known.GetValueOrDefault(key)) continue;
            gathered.Known[key] = times;
            gathered.Lines.Add(line);
        }
    }

    /// <summary>Takes lines of a job that another place may, or may not, tell more of.</summary>
    public void AddLines(string jobId, long? planId, IReadOnlyList<NewLogLine> lines) => Add(new OldJob
    {
        JobId = jobId,
        PlanId = planId,
        Error = SqliteJobImport.OnlyLinesKnown,
        Lines = lines,
        IsLinesAlone = true,
    });

    /// <param name="place">A file with a line, or a path within it.</param>
    /// <param name="reason">A sentence.</param>
    public void Skip(string place, string reason) => Skipped.Add($"{place}: {reason}");

    private sealed class Gathered(OldJob job)
    {
        public OldJob Job { get; set; } = job;
        public List<NewLogLine> Lines { get; } = [];
        public Dictionary<(DateTimeOffset Time, JobLogLevel Level, string Message), int> Known { get; } = [];
    }
}
