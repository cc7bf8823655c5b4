using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.LogStream;
using PlanDecomp.Jobs.Retention;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Jobs.Retention;

/// <summary>A data folder with ended jobs, a Redis, and the policy over both.</summary>
public sealed class RetentionHouse(RedisServer redis) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(redis) { Time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public RetentionOptions Options { get; } = new() { LinesAfter = null, LinesPerPlan = null, GuestsAfter = null };

    public FakeTimeProvider Time => (FakeTimeProvider)_cluster.Time;

    public TestData Data => _cluster.Data;

    public IJobStore Store => _cluster.Store;

    public SqliteFiles Files => _cluster.Front.GetRequiredService<SqliteFiles>();

    public JobFiles JobFiles => _cluster.Front.GetRequiredService<JobFiles>();

    public JobLogStream Streams => _cluster.Front.GetRequiredService<JobLogStream>();

    public GuestStore Guests => _cluster.Front.GetRequiredService<GuestStore>();

    public JobRetention Retention => new(
        Store, Guests, Streams, JobFiles, Files.Folder, Microsoft.Extensions.Options.Options.Create(Options), Time, NullLogger<JobRetention>.Instance);

    public async Task<RetentionReport> RunAsync(bool dryRun = false) => (await Retention.RunAsync(dryRun, isThorough: true, Ct))!;

    /// <summary>A job that has ended with so many lines, the last one among them, and has a stream in Redis.</summary>
    public async Task<Job> EndedAsync(int lines, long? planId = null, string owner = JobStoreBench.Owner, string? parentJobId = null)
    {
        if (planId is { } id) await Files.CreateAsync(Files.Folder.Plan(id), Ct);
        var submitted = await Store.SubmitAsync(TestCluster.NewJob(parentJobId: parentJobId) with { PlanId = planId, Owner = owner }, Ct);
        var claimed = Assert.IsType<ClaimResult.Claimed>(await Store.ClaimAsync(submitted.Job.JobId, "w", Ct));
        var receipt = await Store.WriteAsync(claimed.Fence, new RunWrite
        {
            Lines = [.. Enumerable.Range(2, lines - 1).Select(i => new NewLogLine(Time.GetUtcNow(), JobLogLevel.Info, $"line {i}", null))],
            Stats = new JobStats { Created = 3 },
            End = new RunEnd.Finish(JobStatus.Succeeded, System.Text.Json.JsonElement.Parse("""{"created":3}"""), null),
        }, Ct);
        await Streams.PublishAsync(submitted.Job.JobId, [.. receipt.Entries.Select(entry => StreamedEvents.Create(
            new JobStreamEvent { JobId = submitted.Job.JobId, Status = JobStatus.Running, Event = entry }))]);
        return (await Store.FindAsync(submitted.Job.JobId, Ct))!;
    }

    public async Task<IReadOnlyList<long>> NumbersAsync(string jobId) =>
        [.. (await Store.ReadLogAsync(jobId, new JobLogQuery { After = 0, Limit = int.MaxValue }, Ct))!.Entries.Select(entry => entry.Seq)];

    public async Task<bool> HasStreamAsync(string jobId) => (await Streams.JobsWithStreamAsync(Ct)).Contains(jobId);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
