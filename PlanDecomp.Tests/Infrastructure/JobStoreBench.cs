using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>A job store over a data folder of its own, with a clock that stands until told.</summary>
public sealed class JobStoreBench : IDisposable
{
    public const string Owner = "guest:tester";
    private readonly TestData _data = new();

    public JobStoreBench()
    {
        Files = _data.OpenFiles();
        Store = OpenStore(Files);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public JobsOptions Options { get; } = new();

    public TestData Data => _data;

    public SqliteFiles Files { get; }

    public IJobStore Store { get; }

    /// <summary>A second store on the same folder, as another process would have it.</summary>
    public IJobStore OpenStore(SqliteFiles files, TimeProvider? time = null) => new SqliteJobStore(files, Microsoft.Extensions.Options.Options.Create(Options), time ?? Time, NullLogger<SqliteJobStore>.Instance);

    /// <summary>Creates a plan's file, as creating a plan would.</summary>
    public Task CreatePlanFileAsync(long planId) => Files.CreateAsync(_data.Folder.Plan(planId), TestContext.Current.CancellationToken);

    public NewJob NewJob(long? planId = null, string? key = null, string fingerprint = "f") => new()
    {
        JobType = JobType.PlanDecompose,
        Mode = JobMode.PlanBfs,
        Owner = Owner,
        PlanId = planId,
        IdempotencyKey = key,
        IdempotencyFingerprint = key is null ? null : fingerprint,
        FirstLine = LifecycleLines.Queued(Time.GetUtcNow(), "a test"),
    };

    public async Task<Job> SubmitAsync(long? planId = null) =>
        (await Store.SubmitAsync(NewJob(planId), TestContext.Current.CancellationToken)).Job;

    public async Task<ClaimResult.Claimed> ClaimAsync(string jobId, string worker = "w1") =>
        Assert.IsType<ClaimResult.Claimed>(await Store.ClaimAsync(jobId, worker, TestContext.Current.CancellationToken));

    public NewLogLine Line(string message, JobLogLevel level = JobLogLevel.Info) => new(Time.GetUtcNow(), level, message, null);

    public void Dispose()
    {
        Files.Dispose();
        _data.Dispose();
    }
}
