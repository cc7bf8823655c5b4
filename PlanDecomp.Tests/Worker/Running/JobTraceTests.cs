using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.Llm;
using PlanDecomp.Plans;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Execution;
using PlanDecomp.Worker.Planning;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>What a back end shows of a job: one trace, from the request to each step.</summary>
public sealed class JobTraceTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);
    private readonly SpanRecorder _spans = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _spans.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decomposition_is_one_trace_down_to_each_node_and_call(bool asksModel)
    {
        await using var server = await LlmServer.StartAsync();
        var (trace, request, job) = await RunAsync(server, asksModel, JobType.PlanDecompose, JsonSerializer.SerializeToElement(new DecomposeParams(), ContractsJson.Default.DecomposeParams));

        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal(trace.ToHexString(), job.TraceId);
        var run = Assert.Single(_spans.Of(trace, "job plan_decompose"));
        Assert.Equal((request, "succeeded"), (run.ParentSpanId, run.GetTagItem("plandecomp.job.status")));
        var nodes = _spans.Of(trace, WorkSpans.PlanNode);
        Assert.True(nodes.Count > 1, $"{nodes.Count} nodes");
        Assert.All(nodes, node => Assert.Equal(run.SpanId, node.ParentSpanId));
        var root = Assert.Single(nodes, node => node.GetTagItem(WorkSpans.TaskId) is null);
        Assert.Equal((0, "expanded", nodes.Count - 1), (root.GetTagItem(WorkSpans.Depth), root.GetTagItem(WorkSpans.Outcome), root.GetTagItem(WorkSpans.Children)));
        Assert.All(nodes.Where(node => node != root), node => Assert.Equal(1, node.GetTagItem(WorkSpans.Depth)));

        var calls = _spans.Of(trace, "chat test-model");
        if (asksModel) Assert.Equal(nodes.Select(node => node.SpanId).ToHashSet(), calls.Select(call => call.ParentSpanId).ToHashSet());
        else Assert.Empty(calls);
    }

    [Fact]
    public async Task A_node_that_fails_says_why_on_its_span()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Title == "launch" ? null : LlmReply.Error(400, "not with password=hunter22");
        var (trace, _, _) = await RunAsync(server, asksModel: true, JobType.PlanDecompose, JsonSerializer.SerializeToElement(new DecomposeParams(), ContractsJson.Default.DecomposeParams));

        var failed = _spans.Of(trace, WorkSpans.PlanNode).Where(node => node.GetTagItem(WorkSpans.TaskId) is not null).ToList();

        Assert.NotEmpty(failed);
        Assert.All(failed, node =>
        {
            Assert.Equal(("failed", ActivityStatusCode.Error), (node.GetTagItem(WorkSpans.Outcome), node.Status));
            Assert.Contains("password=***", node.StatusDescription, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task An_execution_has_a_span_for_each_task()
    {
        await using var server = await LlmServer.StartAsync();
        var (trace, _, job) = await RunAsync(server, asksModel: false, JobType.PlanExecute, JsonSerializer.SerializeToElement(new ExecuteParams(), ContractsJson.Default.ExecuteParams));

        Assert.Equal(JobStatus.Succeeded, job.Status);
        var task = Assert.Single(_spans.Of(trace, WorkSpans.ExecuteTask));
        Assert.Equal((1L, "written"), (task.GetTagItem(WorkSpans.TaskId), task.GetTagItem(WorkSpans.Outcome)));
        Assert.Equal(Assert.Single(_spans.Of(trace, "job plan_execute")).SpanId, task.ParentSpanId);
    }

    [Fact]
    public async Task An_attempt_that_broke_keeps_its_span_with_the_reason_and_the_next_is_in_the_same_trace()
    {
        var waits = new ConcurrentQueue<ActivityTraceId?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Name == "plandecomp.jobs.wait_time") meters.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => waits.Enqueue(Activity.Current?.TraceId));
        listener.Start();
        await _cluster.StartWorkerAsync((job, _, _) =>
            job.Job.Attempt == 1 ? throw new InvalidOperationException("boom, password=hunter22") : Task.FromResult(TestCluster.Succeed()));
        using var request = _spans.Begin();

        await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        await Eventually.TrueAsync(() => _spans.Of(request.TraceId, "job plan_decompose").Count == 2, "both attempts have ended");
        var attempts = _spans.Of(request.TraceId, "job plan_decompose");
        Assert.All(attempts, attempt => Assert.Equal(request.SpanId, attempt.ParentSpanId));
        Assert.Equal((ActivityStatusCode.Error, "boom, password=***"), (attempts[0].Status, attempts[0].StatusDescription));
        Assert.Equal(ActivityStatusCode.Unset, attempts[1].Status);
        Assert.Single(waits, trace => trace == request.TraceId);
    }

    /// <summary>Runs a job on a plan with one task; one that is broken down is named <c>launch</c> and has none.</summary>
    private async Task<(ActivityTraceId Trace, ActivitySpanId Request, Job Job)> RunAsync(LlmServer server, bool asksModel, string jobType, JsonElement parameters)
    {
        var host = await _cluster.StartWorkerAsync(services =>
        {
            services.AddPlans().AddPlanning().AddExecution();
            if (asksModel) services.Configure<LlmOptions>(llm => (llm.BaseUrl, llm.Model) = (server.BaseUrl, "test-model"));
        });
        var plans = host.Services.GetRequiredService<IPlanStore>();
        var plan = await plans.CreateAsync(TestCluster.Owner, "launch", "", Ct);
        if (jobType == JobType.PlanExecute) await plans.AddTaskAsync(plan.PlanId, new() { Title = "market" }, Ct);
        using var request = _spans.Begin();
        var submitted = await host.Services.GetRequiredService<JobSubmission>().SubmitAsync(new NewJob
        {
            JobType = jobType,
            Mode = jobType == JobType.PlanExecute ? JobMode.Plan : JobMode.PlanBfs,
            Owner = TestCluster.Owner,
            PlanId = plan.PlanId,
            Params = parameters,
            FirstLine = LifecycleLines.Queued(DateTimeOffset.UtcNow, "a test"),
        }, Ct);
        var job = await _cluster.EndOfAsync(submitted.Job.JobId);
        await Eventually.TrueAsync(() => _spans.Of(request.TraceId, $"job {jobType}").Count > 0, "the run's span has ended");
        return (request.TraceId, request.SpanId, job);
    }
}
