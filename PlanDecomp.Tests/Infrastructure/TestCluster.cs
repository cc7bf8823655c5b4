using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.Storage;
using PlanDecomp.Worker;
using PlanDecomp.Worker.Running;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Several workers and a submitter in this process, each with services of its own, on one data folder and one Redis.</summary>
public sealed class TestCluster(RedisServer redis) : IAsyncDisposable
{
    public const string Owner = "guest:tester";
    private readonly string _prefix = $"test-{Guid.NewGuid():n}";
    private readonly List<IHost> _hosts = [];
    private IHost? _front;

    public string KeyPrefix => _prefix;

    public TestData Data { get; } = new();

    /// <summary>The hosts' clock. One that is faked runs while the end of a job is awaited.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public Action<JobsOptions> Jobs { get; set; } = _ => { };

    public Action<WorkerOptions> Worker { get; set; } = _ => { };

    /// <summary>Stands for an Api: submits and reads, runs nothing.</summary>
    public IServiceProvider Front => (_front ??= Build(_ => { })).Services;

    public IJobStore Store => Front.GetRequiredService<IJobStore>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts a worker with one handler for <c>plan_decompose</c> jobs.</summary>
    public Task<IHost> StartWorkerAsync(Func<JobContext, ILogger, CancellationToken, Task<JobOutcome>> handler) => StartWorkerAsync(services =>
        services.AddSingleton<IJobHandler>(provider =>
            new DelegateHandler(handler, provider.GetRequiredService<ILoggerFactory>().CreateLogger("PlanDecomp.Worker.Planning.Test"))));

    /// <summary>Starts a worker with the handlers that are registered.</summary>
    public async Task<IHost> StartWorkerAsync(Action<IServiceCollection> handlers)
    {
        var host = Build(services =>
        {
            services.AddJobWorker();
            handlers(services);
        });
        await host.StartAsync(Ct);
        return host;
    }

    public static NewJob NewJob(string what = "a test", string? parentJobId = null, string owner = Owner) => new()
    {
        JobType = JobType.PlanDecompose,
        Mode = JobMode.PlanBfs,
        Owner = owner,
        ParentJobId = parentJobId,
        FirstLine = LifecycleLines.Queued(DateTimeOffset.UtcNow, what),
    };

    public async Task<Job> SubmitAsync(string what = "a test", string owner = Owner) =>
        (await Front.GetRequiredService<JobSubmission>().SubmitAsync(NewJob(what, owner: owner), Ct)).Job;

    public Task<Job?> CancelAsync(string jobId) => Front.GetRequiredService<JobSubmission>().CancelAsync(jobId, Ct);

    public async Task<Job> FindAsync(string jobId) => (await Store.FindAsync(jobId, Ct))!;

    public async Task<Job> EndOfAsync(string jobId, TimeSpan? limit = null)
    {
        Job? job = null;
        await Eventually.TrueAsync(
            async () =>
            {
                (Time as FakeTimeProvider)?.Advance(TimeSpan.FromSeconds(0.1));
                return (job = await FindAsync(jobId)).Status.IsTerminal();
            },
            $"job {jobId} ends", limit);
        return job!;
    }

    public async Task<IReadOnlyList<JobLogEntry>> LinesAsync(string jobId) =>
        (await Store.ReadLogAsync(jobId, new JobLogQuery { After = 0, Limit = int.MaxValue }, Ct))!.Entries;

    public static JobOutcome Succeed() => new() { Status = JobStatus.Succeeded, Code = "test.done", Message = "Done." };

    /// <summary>A fresh connection as the services have it: it fails fast while Redis is away.</summary>
    public ConnectionMultiplexer Connect() => ConnectionMultiplexer.Connect(RedisServer.ClientOf(redis.ConnectionString));

    public static async Task StopAsync(IHost host)
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        Data.Dispose();
    }

    private IHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(Time);
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => Connect());
        builder.Services.AddJobs();
        configure(builder.Services);
        builder.Services.PostConfigure<StorageOptions>(storage => storage.Path = Data.Root);
        builder.Services.PostConfigure<JobsOptions>(jobs =>
        {
            jobs.KeyPrefix = _prefix;
            jobs.Lease = TimeSpan.FromSeconds(1.5);
            jobs.RetryDelay = TimeSpan.FromMilliseconds(50);
            Jobs(jobs);
        });
        builder.Services.PostConfigure<WorkerOptions>(worker =>
        {
            worker.RenewEvery = TimeSpan.FromSeconds(0.4);
            worker.SweepEvery = TimeSpan.FromSeconds(0.3);
            worker.SweepEveryWithoutRedis = TimeSpan.FromSeconds(0.3);
            worker.PollEvery = TimeSpan.FromSeconds(0.2);
            worker.ReportEvery = TimeSpan.FromSeconds(0.1);
            Worker(worker);
        });
        var host = builder.Build();
        _hosts.Add(host);
        return host;
    }

    private sealed class DelegateHandler(Func<JobContext, ILogger, CancellationToken, Task<JobOutcome>> run, ILogger logger) : IJobHandler
    {
        public string JobType => PlanDecomp.Contracts.Jobs.JobType.PlanDecompose;

        public Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct) => run(job, logger, ct);
    }
}
