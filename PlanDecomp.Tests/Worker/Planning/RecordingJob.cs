using System.Collections.Concurrent;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>A run that commits to a real plan file, keeps what it is told, and can crash at a commit.</summary>
public sealed class RecordingJob : JobContext, IDisposable
{
    private readonly SqliteFiles _files;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<JobStats> _reports = [];
    private readonly ConcurrentQueue<RecordedLine> _lines = [];
    private JobStopReason _reason;
    private string? _checkpoint;
    private int _crashAt;

    public RecordingJob(SqliteFiles files, long planId, DecomposeParams limits, long? targetTaskId = null, RecordingJob? before = null)
        : this(files, Contracts.Jobs.JobType.PlanDecompose, targetTaskId is null ? JobMode.PlanBfs : JobMode.SingleNode, planId,
            JsonSerializer.SerializeToElement(limits, ContractsJson.Default.DecomposeParams), targetTaskId, before)
    {
    }

    public RecordingJob(SqliteFiles files, long planId, ExecuteParams limits, long? targetTaskId = null, RecordingJob? before = null)
        : this(files, Contracts.Jobs.JobType.PlanExecute, targetTaskId is null ? JobMode.Plan : JobMode.Subtree, planId,
            JsonSerializer.SerializeToElement(limits, ContractsJson.Default.ExecuteParams), targetTaskId, before)
    {
    }

    public RecordingJob(SqliteFiles files, long planId, OperationParams parameters, long? targetTaskId = null, RecordingJob? before = null, string jobId = "job-1")
        : this(files, Contracts.Jobs.JobType.TaskOperation, parameters.Operation, planId,
            JsonSerializer.SerializeToElement(parameters, ContractsJson.Default.OperationParams), targetTaskId, before, jobId)
    {
    }

    private RecordingJob(
        SqliteFiles files, string jobType, string mode, long planId, JsonElement parameters, long? targetTaskId, RecordingJob? before, string jobId = "job-1", IReadOnlyList<string>? continues = null)
    {
        _files = files;
        _checkpoint = before?.Checkpoint;
        Job = new Job
        {
            JobId = continues is null && before is not null ? before.Job.JobId : jobId,
            JobType = jobType,
            Mode = mode,
            PlanId = planId,
            TargetTaskId = targetTaskId,
            Status = JobStatus.Running,
            Params = parameters,
            Stats = before?.LastReport,
            Attempt = continues is null ? (before?.Job.Attempt ?? 0) + 1 : 1,
            Continues = continues ?? before?.Job.Continues,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
    }

    public override Job Job { get; }

    /// <summary>A new job that goes on where this one has ended.</summary>
    public RecordingJob GoOn(string jobId) =>
        new(_files, Job.JobType, Job.Mode, Job.PlanId!.Value, Job.Params!.Value, Job.TargetTaskId, this, jobId, [.. Job.Continues ?? [], Job.JobId]);

    public override string? Checkpoint => _checkpoint;

    public override JobStopReason StopReason => _reason;

    /// <summary>What the account may spend in a day is used up.</summary>
    public bool IsDayOver { get; set; }

    public override bool IsDayUsedUp => IsDayOver;

    public override decimal? DayLimit => 7;

    public IReadOnlyList<RecordedLine> Lines => [.. _lines];

    public JobStats? LastReport => _reports.LastOrDefault();

    public IReadOnlyList<JobStats> Reports => [.. _reports];

    public int Commits { get; private set; }

    /// <summary>The commits that got it further.</summary>
    public int Progress { get; private set; }

    /// <summary>The commit, from 1, at which the process dies; 0 for none.</summary>
    public int CrashAt
    {
        init => _crashAt = value;
    }

    /// <summary>Whether the commit it dies at is on disk.</summary>
    public bool CrashAfterCommit { get; set; }

    /// <summary>The lease has run out, unknown to anyone but the clock.</summary>
    public bool LeaseIsLost { get; set; }

    public CancellationToken Token => _stop.Token;

    /// <summary>Runs before each commit; what it does to the plan, another process has done.</summary>
    public Func<Task>? BeforeCommit { get; set; }

    /// <summary>Has the process die once a commit, from 1, is on disk.</summary>
    public void Crash(int at) => (_crashAt, CrashAfterCommit) = (at, true);

    /// <summary>What the runtime does when the run has to stop.</summary>
    public void Stop(JobStopReason reason)
    {
        _reason = reason;
        _stop.Cancel();
    }

    public override void Log(JobLogLevel level, string code, string message, params IReadOnlyList<(string Name, object? Value)> arguments) => Keep(level, code, message, arguments);

    private void Keep(JobLogLevel level, string code, string message, IReadOnlyList<(string Name, object? Value)> arguments) =>
        _lines.Enqueue(new RecordedLine(level, code, message, arguments.ToDictionary(argument => argument.Name, argument => argument.Value)));

    public override void Report(JobStats stats) => _reports.Enqueue(stats);

    public override async Task<T> CommitAsync<T>(Func<RunTransaction, T> work, string? checkpoint, bool isProgress, CancellationToken ct)
    {
        if (BeforeCommit is not null) await BeforeCommit();
        Commits++;
        if (Commits == _crashAt && !CrashAfterCommit) throw new SimulatedCrashException();
        var (result, told) = await WriteAsync(
            run =>
            {
                run.Checkpoint = checkpoint;
                return (work(run), run);
            },
            new JobFence(Job.JobId, Job.PlanId, Job.Attempt), ct);
        foreach (var line in told.Told) Keep(line.Level, line.Code.Name, line.Message, line.Arguments);
        _checkpoint = told.Checkpoint ?? _checkpoint;
        if (isProgress) Progress++;
        if (Commits == _crashAt) throw new SimulatedCrashException();
        return result;
    }

    /// <summary>As the store of jobs does: a file that is gone is a claim that is over.</summary>
    private async Task<T> WriteAsync<T>(Func<RunTransaction, T> work, JobFence fence, CancellationToken ct)
    {
        try
        {
            return await _files.WriteAsync(_files.Folder.Plan(Job.PlanId!.Value), connection => work(new SqliteRunTransaction(connection, fence)), ct);
        }
        catch (SqliteFileMissingException)
        {
            throw new FenceLostException(fence);
        }
    }

    public override void ThrowIfLeaseLost()
    {
        if (LeaseIsLost) throw new OperationCanceledException("The lease is lost.");
    }

    public IReadOnlyList<RecordedLine> LinesOf(string code) => [.. Lines.Where(line => line.Code == code)];

    public void Dispose() => _stop.Dispose();
}

public sealed record RecordedLine(JobLogLevel Level, string Code, string Message, IReadOnlyDictionary<string, object?> Arguments);

public sealed class SimulatedCrashException() : Exception("The process died here.");
