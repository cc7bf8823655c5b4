using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanBench;

/// <summary>A run outside any worker: it commits to the plan's file, and keeps the last figures and the warnings.</summary>
internal sealed class BenchJob(SqliteFiles files, Job job) : JobContext
{
    private readonly Lock _gate = new();
    private readonly List<string> _warnings = [];
    private string? _checkpoint;

    public override Job Job => job;

    public override string? Checkpoint => _checkpoint;

    public override JobStopReason StopReason => default;

    public JobStats Stats { get; private set; } = new();

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_gate) return [.. _warnings];
        }
    }

    public override void Log(JobLogLevel level, string code, string message, params IReadOnlyList<(string Name, object? Value)> arguments)
    {
        if (level < JobLogLevel.Warning) return;
        lock (_gate) _warnings.Add(message);
    }

    public override void Report(JobStats stats) => Stats = stats;

    public override async Task<T> CommitAsync<T>(Func<RunTransaction, T> work, string? checkpoint, bool isProgress, CancellationToken ct)
    {
        var fence = new JobFence(job.JobId, job.PlanId, job.Attempt);
        var (result, told) = await files.WriteAsync(files.Folder.Plan(job.PlanId!.Value), connection =>
        {
            var run = new SqliteRunTransaction(connection, fence) { Checkpoint = checkpoint };
            return (work(run), run);
        }, ct);
        foreach (var line in told.Told) Log(line.Level, line.Code.Name, line.Message);
        _checkpoint = told.Checkpoint ?? _checkpoint;
        return result;
    }

    public override void ThrowIfLeaseLost()
    {
    }
}
