using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Running;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>Only Redis' own faults mean that Redis is away.</summary>
public sealed class QueueFaultTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);
    private readonly SeenLines _seen = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _seen.Dispose();
    }

    [Fact]
    public async Task A_fault_that_is_not_Redis_is_logged_and_takes_no_job_from_the_store()
    {
        var host = await StartAsync(() => new InvalidOperationException("a fault of ours"));
        await _cluster.SubmitAsync();

        await Eventually.TrueAsync(() => Says("JobSweeper") && Says("JobWorker"), "both have said what broke");

        Assert.True(host.GetRequiredService<JobWorker>().RedisAnswers);
        Assert.DoesNotContain(_seen.All, line => line.Message.Contains("Redis does not answer", StringComparison.Ordinal));

        bool Says(string who) => _seen.All.Any(line => line.Category.EndsWith(who, StringComparison.Ordinal) && line.Level == LogLevel.Error && line.Error?.Message == "a fault of ours");
    }

    [Fact]
    public async Task Redis_that_does_not_answer_in_time_is_away_and_jobs_run_from_the_store()
    {
        var host = await StartAsync(() => new RedisTimeoutException(CommandFlags.None, "too slow", CommandStatus.Unknown));

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.False(host.GetRequiredService<JobWorker>().RedisAnswers);
    }

    private async Task<IServiceProvider> StartAsync(Func<Exception> fault)
    {
        var host = await _cluster.StartWorkerAsync(services =>
        {
            services.AddSingleton(_ => Faulty.Over(_cluster.Connect(), fault));
            services.AddSingleton<PlanDecomp.Jobs.Handlers.IJobHandler, Done>();
            services.AddLogging(logging => logging.AddProvider(_seen));
        });
        return host.Services;
    }

    private sealed class Done : PlanDecomp.Jobs.Handlers.IJobHandler
    {
        public string JobType => PlanDecomp.Contracts.Jobs.JobType.PlanDecompose;

        public Task<PlanDecomp.Jobs.Handlers.JobOutcome> RunAsync(PlanDecomp.Jobs.Handlers.JobContext job, CancellationToken ct) => Task.FromResult(TestCluster.Succeed());
    }

    /// <summary>A connection whose database breaks at every use.</summary>
    public class Faulty : DispatchProxy
    {
        private IConnectionMultiplexer _redis = null!;
        private Func<Exception> _fault = null!;

        public static IConnectionMultiplexer Over(IConnectionMultiplexer redis, Func<Exception> fault)
        {
            var proxy = Create<IConnectionMultiplexer, Faulty>();
            (((Faulty)(object)proxy)._redis, ((Faulty)(object)proxy)._fault) = (redis, fault);
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IConnectionMultiplexer.GetDatabase) ? throw _fault() : targetMethod.Invoke(_redis, args);
    }
}

internal sealed record SeenLine(string Category, LogLevel Level, string Message, Exception? Error);

/// <summary>Keeps what the services log.</summary>
internal sealed class SeenLines : ILoggerProvider
{
    private readonly ConcurrentQueue<SeenLine> _lines = [];

    public IReadOnlyList<SeenLine> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Listener(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Listener(string category, ConcurrentQueue<SeenLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new SeenLine(category, logLevel, formatter(state, exception), exception));
    }
}
