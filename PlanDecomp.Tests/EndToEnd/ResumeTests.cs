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

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>Readers whose streams are cut at random places and who come back to the other Api process.</summary>
public sealed class ResumeTests : IAsyncLifetime
{
    private const int Lines = 10_000;
    private const int Batch = 50;
    private const int Readers = 20;
    private readonly Deployment _app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _app.StartAsync(apis: 2, workers: 0);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Every_reader_joins_exactly_the_stored_lines_wherever_its_streams_are_cut()
    {
        using var person = _app.NewPerson();
        var job = await person.DecomposeAsync((await person.CreatePlanAsync("A long log")).PlanId);

        var cuts = 0;
        var readers = Enumerable.Range(0, Readers).Select(reader =>
        {
            var random = new Random(reader);
            return person.FollowAsync(job.JobId, api: reader, cutAfter: _ =>
            {
                if (random.Next(1_500) != 0) return false;
                Interlocked.Increment(ref cuts);
                return true;
            });
        }).ToList();
        await RunAsync(job.JobId);

        var stored = await person.LinesAsync(job.JobId, api: 1);
        Assert.Equal(Enumerable.Range(1, Lines + 2).Select(i => (long)i), stored.Select(line => line.Seq));
        foreach (var joined in await Task.WhenAll(readers)) Assert.Equal(stored, joined, LineComparer.Instance);
        Assert.True(cuts > Readers, $"Only {cuts} streams were cut.");
    }

    /// <summary>Does what a worker does with a job whose handler logs a great deal: commit, then publish.</summary>
    private async Task RunAsync(string jobId)
    {
        var options = Options.Create(new JobsOptions { KeyPrefix = _app.KeyPrefix });
        using var files = _app.Data.OpenFiles();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(_app.Redis.ConnectionString);
        var store = new SqliteJobStore(files, options, TimeProvider.System, NullLogger<SqliteJobStore>.Instance);
        var stream = new JobLogStream(
            redis, new RedisKeys(options), new EventSeal(new InstallationKey(_app.Data.Folder)), options, TimeProvider.System, NullLogger<JobLogStream>.Instance);
        var claim = Assert.IsType<ClaimResult.Claimed>(await store.ClaimAsync(jobId, "test", Ct));
        for (var i = 0; i < Lines; i += Batch)
        {
            await WriteAsync(new RunWrite { Lines = [.. Enumerable.Range(i, Batch).Select(n => Line($"Line {n}"))] }, JobStatus.Running);
        }

        await WriteAsync(new RunWrite { Lines = [Line("Done")], End = new RunEnd.Finish(JobStatus.Succeeded, null, null) }, JobStatus.Succeeded);

        async Task WriteAsync(RunWrite write, JobStatus status)
        {
            var receipt = await store.WriteAsync(claim.Fence, write, Ct);
            await stream.PublishAsync(jobId, [.. receipt.Entries.Select(entry =>
                StreamedEvents.Create(new JobStreamEvent { JobId = jobId, Status = status, Event = entry }))]);
        }
    }

    private static NewLogLine Line(string message) => new(DateTimeOffset.UtcNow, JobLogLevel.Info, message, null);
}
