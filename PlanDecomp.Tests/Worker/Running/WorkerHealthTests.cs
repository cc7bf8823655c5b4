using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>A worker says that it is well only while it takes work.</summary>
public sealed class WorkerHealthTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        // The loop's own waiting is real: it looks once, and then again only when the bell rings.
        _cluster.Worker = worker => worker.PollEvery = TimeSpan.FromMinutes(1);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task It_is_well_once_it_has_looked_for_jobs_and_not_when_it_no_longer_does()
    {
        var host = await StartAsync();
        await UntilAsync(host, HealthStatus.Healthy);

        _time.Advance(TimeSpan.FromSeconds(91));
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(host));

        await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);
        await UntilAsync(host, HealthStatus.Healthy);
    }

    [Fact]
    public async Task It_is_not_well_when_the_loop_has_ended()
    {
        var host = await StartAsync();
        await UntilAsync(host, HealthStatus.Healthy);

        await host.Services.GetRequiredService<JobWorker>().StopAsync(Ct);

        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(host));
    }

    [Fact]
    public async Task It_is_not_well_when_the_store_cannot_be_read()
    {
        var host = await StartAsync();
        await UntilAsync(host, HealthStatus.Healthy);

        await using (var main = new SqliteConnection($"Data Source={_cluster.Data.Folder.Main};Pooling=False"))
        {
            await main.ExecuteAsync("ALTER TABLE jobs RENAME TO elsewhere");
        }

        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(host));
    }

    [Fact]
    public async Task A_worker_that_stops_releases_its_job_although_the_server_still_waits_for_a_request()
    {
        var host = await _cluster.StartWorkerAsync(async (_, _, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return TestCluster.Succeed();
        });
        var id = (await _cluster.SubmitAsync()).JobId;
        await Eventually.TrueAsync(async () => (await _cluster.FindAsync(id)).Status == JobStatus.Running, "it runs");

        // As the host does it first of all, before any service is told to stop.
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await Eventually.TrueAsync(async () => (await _cluster.FindAsync(id)).Status == JobStatus.Queued, "it is released");
    }

    private Task<IHost> StartAsync() => _cluster.StartWorkerAsync(services =>
    {
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IJobHandler>(new EmptyHandler());
    });

    private static async Task<HealthStatus> StatusAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Ct)).Status;

    private static Task UntilAsync(IHost host, HealthStatus status) =>
        Eventually.TrueAsync(async () => await StatusAsync(host) == status, $"it is {status}");

    private sealed class EmptyHandler : IJobHandler
    {
        public string JobType => PlanDecomp.Contracts.Jobs.JobType.PlanDecompose;

        public Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct) => Task.FromResult(TestCluster.Succeed());
    }
}
