using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Jobs.LogStream;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Api.Logs;

/// <summary>Writes jobs and their lines as a worker process would: the store first, then Redis, if it is there.</summary>
public sealed class TestWorker : IAsyncDisposable
{
    private readonly SqliteFiles _files;
    private readonly IConnectionMultiplexer _redis;

    private TestWorker(TestData data, IConnectionMultiplexer redis, string prefix)
    {
        _files = data.OpenFiles();
        _redis = redis;
        var options = Options.Create(new JobsOptions { KeyPrefix = prefix });
        Store = new SqliteJobStore(_files, options, TimeProvider.System, NullLogger<SqliteJobStore>.Instance);
        Stream = new JobLogStream(
            redis, new RedisKeys(options), new EventSeal(new InstallationKey(data.Folder)), options, TimeProvider.System, NullLogger<JobLogStream>.Instance);
        Keys = new RedisKeys(options);
    }

    public IJobStore Store { get; }

    public JobLogStream Stream { get; }

    public RedisKeys Keys { get; }

    public IDatabase Redis => _redis.GetDatabase();

    public static async Task<TestWorker> StartAsync(TestData data, string redis, string prefix) =>
        new(data, await ConnectionMultiplexer.ConnectAsync(RedisServer.ClientOf(redis)), prefix);

    /// <summary>A job with its first line, waiting.</summary>
    public async Task<TestJob> SubmitAsync(string owner = TestJob.Owner)
    {
        var submitted = await Store.SubmitAsync(
            new NewJob { JobType = JobType.PlanDecompose, Mode = JobMode.PlanBfs, Owner = owner, FirstLine = TestJob.Line("queued") }, CancellationToken.None);
        return new TestJob(this, submitted.Job.JobId);
    }

    /// <summary>A job that runs, with its first line.</summary>
    public async Task<TestJob> RunAsync(string owner = TestJob.Owner)
    {
        var job = await SubmitAsync(owner);
        await job.ClaimAsync();
        return job;
    }

    /// <summary>Deletes lines up to a number, as retention does, everywhere.</summary>
    public async Task RemoveLinesAsync(string jobId, long upTo)
    {
        await Redis.KeyDeleteAsync(Keys.LogStream(jobId));
        await _files.WriteAsync(
            _files.Folder.SystemJobs, db => db.Execute("DELETE FROM decomposition_job_logs WHERE job_id = @jobId AND seq <= @upTo", new { jobId, upTo }));
    }

    /// <summary>Deletes the job with its lines.</summary>
    public async Task RemoveJobAsync(string jobId)
    {
        await _files.WriteAsync(_files.Folder.SystemJobs, db => db.Execute("DELETE FROM decomposition_jobs WHERE job_id = @jobId", new { jobId }));
        await _files.WriteAsync(_files.Folder.Main, db => db.Execute("DELETE FROM jobs WHERE job_id = @jobId", new { jobId }));
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        await _redis.DisposeAsync();
    }
}

/// <summary>One job of a <see cref="TestWorker"/>.</summary>
public sealed class TestJob(TestWorker worker, string id)
{
    public const string Owner = "guest:reader";
    private JobFence? _fence;

    public string Id => id;

    public static NewLogLine Line(string message, JobLogLevel level = JobLogLevel.Info) => new(DateTimeOffset.UtcNow, level, message, null);

    public async Task ClaimAsync() =>
        _fence = Assert.IsType<ClaimResult.Claimed>(await worker.Store.ClaimAsync(id, "w1", CancellationToken.None)).Fence;

    /// <summary>Stores lines and publishes them.</summary>
    public Task WriteAsync(params IReadOnlyList<string> messages) => StoreAsync([.. messages.Select(m => Line(m))], null, null, publish: true);

    /// <summary>Stores lines and tells no one.</summary>
    public Task StoreOnlyAsync(params IReadOnlyList<string> messages) => StoreAsync([.. messages.Select(m => Line(m))], null, null, publish: false);

    /// <summary>Ends the job with its last line.</summary>
    public Task FinishAsync(string message = "done", bool publish = true) =>
        StoreAsync([Line(message)], new JobStats { LlmCalls = 3 }, new RunEnd.Finish(JobStatus.Succeeded, null, null), publish);

    public Task ReportAsync(JobStats stats, bool publish = true) => StoreAsync([], stats, null, publish);

    public async Task StoreAsync(IReadOnlyList<NewLogLine> lines, JobStats? stats, RunEnd.Finish? end, bool publish)
    {
        var receipt = await worker.Store.WriteAsync(_fence!, new RunWrite { Lines = lines, Stats = stats, End = end }, CancellationToken.None);
        if (!publish) return;
        List<StreamedEvent> events =
        [
            .. receipt.Entries.Select((entry, i) => StreamedEvents.Create(new JobStreamEvent
            {
                JobId = id,
                Status = end is not null && i == receipt.Entries.Count - 1 ? end.Status : JobStatus.Running,
                Event = entry,
                Stats = stats,
            })),
        ];
        if (lines.Count == 0) events.Add(StreamedEvents.Create(new JobStreamEvent { JobId = id, Status = JobStatus.Running, Stats = stats }));
        try
        {
            await worker.Stream.PublishAsync(id, events);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // As the worker does: the lines are safe.
        }
    }

    public static StreamedEvent EventOf(string jobId, JobLogEntry line) =>
        StreamedEvents.Create(new JobStreamEvent { JobId = jobId, Status = JobStatus.Running, Event = line });

    /// <summary>All lines as the store has them.</summary>
    public async Task<IReadOnlyList<JobLogEntry>> LinesAsync()
    {
        var lines = new List<JobLogEntry>();
        while (true)
        {
            var page = await worker.Store.ReadLogAsync(id, new JobLogQuery { After = lines.LastOrDefault()?.Seq ?? 0, Limit = 1_000 }, CancellationToken.None);
            if (page!.Entries.Count == 0) return lines;
            lines.AddRange(page.Entries);
        }
    }
}
