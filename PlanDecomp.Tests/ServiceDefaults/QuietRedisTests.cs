using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Running;
using StackExchange.Redis;

namespace PlanDecomp.Tests.ServiceDefaults;

/// <summary>What a real worker's talk with a real Redis looks like to a back end.</summary>
public sealed class QuietRedisTests(RedisServer redis)
{
    private const string RedisSource = "OpenTelemetry.Instrumentation.StackExchangeRedis";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Polls_bells_and_sweeps_make_no_spans_and_a_submission_makes_its_own_while_the_lines_of_a_job_make_none()
    {
        using var data = new TestData();
        var exported = new SpanList();
        using var source = new ActivitySource("PlanDecomp.Tests.QuietRedis");
        ActivityTraceId trace;
        using (var host = Build(data, exported))
        {
            await host.StartAsync(Ct);
            await using var watch = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
            var server = watch.GetServers()[0];
            using (var request = source.StartActivity("request"))
            {
                trace = request!.TraceId;
                var submitted = await host.Services.GetRequiredService<JobSubmission>().SubmitAsync(new NewJob
                {
                    JobType = JobType.PlanDecompose,
                    Mode = JobMode.PlanBfs,
                    Owner = TestCluster.Owner,
                    FirstLine = LifecycleLines.Queued(DateTimeOffset.UtcNow, "a test"),
                }, Ct);
                await Eventually.TrueAsync(
                    async () => (await host.Services.GetRequiredService<IJobStore>().FindAsync(submitted.Job.JobId, Ct))!.Status.IsTerminal(), "the job ends");
            }

            var polls = await PollsAsync(server);
            await Eventually.TrueAsync(async () => await PollsAsync(server) > polls + 10, "the idle worker polls");
            await host.StopAsync(Ct);
        }

        // Disposed: whatever the instrumentation held back has been exported.
        var commands = exported.Spans.Where(span => span.Source.Name == RedisSource).ToList();
        Assert.DoesNotContain(commands, command => command.ParentSpanId == default);
        Assert.Contains(commands, command => command.DisplayName == "XADD" && command.TraceId == trace);
        Assert.InRange(commands.Count(command => command.TraceId == trace), 1, 8);
    }

    [Fact]
    public async Task Health_probes_make_no_spans_of_their_commands_whatever_the_sampler()
    {
        var exported = new SpanList();
        using (var app = new ProbedApp(redis, exported))
        {
            await app.ProbeAsync(Ct);
        }

        Assert.DoesNotContain(exported.Spans, span => span.Source.Name == RedisSource);
    }

    private IHost Build(TestData data, SpanList exported)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:redis"] = $"127.0.0.1:{redis.Port}",
            ["Storage:Path"] = data.Root,
            ["Jobs:KeyPrefix"] = $"test-{Guid.NewGuid():n}",
            ["Worker:PollEvery"] = "00:00:00.05",
            ["Worker:SweepEvery"] = "00:00:00.2",
            ["Logging:LogLevel:Default"] = "Error",
        });
        builder.AddServiceDefaults();
        builder.AddRedisConnection();
        builder.Services.AddJobWorker();
        builder.Services.AddSingleton<IJobHandler, Chatty>();
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(exported)));
        return builder.Build();
    }

    /// <summary>Of the whole server: other tests poll as well, which changes nothing for what this process exports.</summary>
    private static async Task<long> PollsAsync(IServer server)
    {
        var stats = await server.InfoAsync("commandstats");
        var line = stats.SelectMany(section => section).FirstOrDefault(entry => entry.Key == "cmdstat_zrange").Value;
        return line is null ? 0 : long.Parse(line.Split('=', ',')[1]);
    }

    private sealed class Chatty : IJobHandler
    {
        public string JobType => PlanDecomp.Contracts.Jobs.JobType.PlanDecompose;

        public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
        {
            for (var i = 0; i < 50; i++)
            {
                job.Log(JobLogLevel.Info, "test.step", $"Step {i}");
                if (i % 10 == 0) await job.CommitAsync(_ => true, "{}", ct);
            }

            return TestCluster.Succeed();
        }
    }

    /// <summary>A service that has nothing but its health, sampled as Aspire has it.</summary>
    private sealed class ProbedApp : IDisposable
    {
        private readonly WebApplication _app;

        public ProbedApp(RedisServer redis, SpanList exported)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:redis"] = $"127.0.0.1:{redis.Port}",
                ["OTEL_TRACES_SAMPLER"] = "always_on",
                ["Logging:LogLevel:Default"] = "Error",
            });
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.AddServiceDefaults();
            builder.AddRedisConnection();
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(exported)));
            _app = builder.Build();
            _app.MapDefaultEndpoints();
        }

        public async Task ProbeAsync(CancellationToken ct)
        {
            await _app.StartAsync(ct);
            using var client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
            Assert.Contains("\"redis\":{\"status\":\"healthy\"}", await client.GetStringAsync("/health", ct), StringComparison.Ordinal);
            await _app.StopAsync(ct);
        }

        public void Dispose() => ((IDisposable)_app).Dispose();
    }
}
