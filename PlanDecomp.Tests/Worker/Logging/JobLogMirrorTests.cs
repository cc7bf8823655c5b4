using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Running;

namespace PlanDecomp.Tests.Worker.Logging;

/// <summary>Lines of jobs in structured logs.</summary>
public sealed class JobLogMirrorTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);
    private readonly Collector _collected = new();
    private readonly SpanRecorder _spans = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _spans.Dispose();
        _collected.Dispose();
    }

    [Fact]
    public async Task A_committed_line_is_repeated_with_its_job_number_code_level_and_trace_and_does_not_come_back_as_a_line()
    {
        await StartAsync((job, _) => job.Log(JobLogLevel.Warning, "test.secret", "The password=hunter22 was refused"));
        using var request = _spans.Begin();

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        // The first line is the submitter's, whose log is another.
        var stored = (await _cluster.LinesAsync(job.JobId)).Skip(1).ToList();
        Assert.Equal(3, stored.Count);
        await Eventually.TrueAsync(() => Mirrored().Count == stored.Count, "all lines are repeated");
        Assert.Equal(
            stored.Select(line => (job.JobId, line.Seq, line.Metadata!.Value.GetProperty("code").GetString()!, line.Level.ToName(), line.Message)),
            Mirrored().Select(entry => ((string)entry.State["job_id"]!, (long)entry.State["seq"]!, (string)entry.State["code"]!, (string)entry.State["level"]!, entry.Message)));
        Assert.All(Mirrored(), entry => Assert.Equal(request.TraceId, entry.Trace));
        Assert.All(Mirrored(), entry => Assert.DoesNotContain(entry.Scopes, scope => scope.Key == "job_id"));
        Assert.Equal((LogLevel.Warning, "The password=*** was refused"), (Mirrored()[1].Level, Mirrored()[1].Message));
        Assert.Equal(job.LastSeq, (await _cluster.LinesAsync(job.JobId)).Count);
    }

    [Fact]
    public async Task What_is_repeated_never_becomes_a_line_even_under_a_run()
    {
        await StartAsync((_, logger) => TestLog.Step(logger, "x", 1), JobLogMirror.Category);

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal(["job.queued", "job.started", "test.done"], (await _cluster.LinesAsync(job.JobId)).Select(line => line.Metadata!.Value.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Whatever_is_logged_under_a_run_carries_the_jobs_id()
    {
        await StartAsync((job, logger) => TestLog.Step(logger, "x", 1));

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        var entry = Assert.Single(_collected.Entries, entry => entry.Category.EndsWith("Planning.Test", StringComparison.Ordinal));
        Assert.Contains(new("job_id", job.JobId), entry.Scopes);
    }

    [Fact]
    public async Task A_log_that_breaks_fails_neither_a_submission_nor_a_run()
    {
        _cluster.Jobs = jobs => jobs.MaxAttempts = 1;
        var host = await _cluster.StartWorkerAsync(services =>
        {
            services.AddSingleton<ILoggerProvider, Breaking>();
            services.AddSingleton<IJobHandler>(new Handler(
                async (job, _) =>
                {
                    job.Log(JobLogLevel.Info, "test.step", "Half");
                    await job.CommitAsync(_ => true, "half", CancellationToken.None);
                }, NullLogger.Instance));
        });

        var submitted = await host.Services.GetRequiredService<JobSubmission>().SubmitAsync(TestCluster.NewJob(), TestContext.Current.CancellationToken);

        var job = await _cluster.EndOfAsync(submitted.Job.JobId);
        Assert.Equal((JobStatus.Succeeded, null), (job.Status, job.Error));
        Assert.Equal(
            ["job.queued", "job.started", "test.step", "test.done"],
            (await _cluster.LinesAsync(job.JobId)).Select(line => line.Metadata!.Value.GetProperty("code").GetString()));
    }

    private List<Collector.Entry> Mirrored() => [.. _collected.Entries.Where(entry => entry.Category == JobLogMirror.Category)];

    private Task<IHost> StartAsync(Action<JobContext, ILogger> work, string category = "PlanDecomp.Worker.Planning.Test") => _cluster.StartWorkerAsync(services =>
    {
        services.AddSingleton<ILoggerProvider>(_collected);
        services.AddSingleton<IJobHandler>(provider =>
            new Handler(
                (job, logger) =>
                {
                    work(job, logger);
                    return Task.CompletedTask;
                }, provider.GetRequiredService<ILoggerFactory>().CreateLogger(category)));
    });

    private sealed class Handler(Func<JobContext, ILogger, Task> work, ILogger logger) : IJobHandler
    {
        public string JobType => PlanDecomp.Contracts.Jobs.JobType.PlanDecompose;

        public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
        {
            await work(job, logger);
            return TestCluster.Succeed();
        }
    }

    /// <summary>Stands for an exporter of jobs' lines that throws at each.</summary>
    private sealed class Breaking : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => categoryName == JobLogMirror.Category ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("a log that breaks");

        public void Dispose()
        {
        }
    }

    /// <summary>Stands for an exporter of logs: takes every category, with the scopes.</summary>
    private sealed class Collector : ILoggerProvider, ISupportExternalScope
    {
        private readonly ConcurrentQueue<Entry> _entries = [];
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public IReadOnlyList<Entry> Entries => [.. _entries];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose()
        {
        }

        public sealed record Entry(
            string Category, LogLevel Level, string Message, IReadOnlyDictionary<string, object?> State, IReadOnlyList<KeyValuePair<string, object?>> Scopes, ActivityTraceId? Trace);

        private sealed class Logger(Collector owner, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => owner._scopes.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var scopes = new List<KeyValuePair<string, object?>>();
                owner._scopes.ForEachScope((scope, all) =>
                {
                    if (scope is IEnumerable<KeyValuePair<string, object?>> values) all.AddRange(values);
                }, scopes);
                var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
                owner._entries.Enqueue(new Entry(category, logLevel, formatter(state, exception), values.ToDictionary(), scopes, Activity.Current?.TraceId));
            }
        }
    }
}
