using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Jobs;

/// <summary>Going on with an ended job, as a stranger's client does it.</summary>
public sealed class ContinueEndpointTests(SharedApi shared) : ApiTest(shared), IAsyncLifetime
{
    private long _plan;

    private IJobStore Store => App.Services.GetRequiredService<IJobStore>();

    public async ValueTask InitializeAsync() => _plan = await Anna.CreatePlanAsync("launch");

    [Theory]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.Cancelled)]
    public async Task An_ended_job_is_gone_on_with_by_a_new_one_once(JobStatus end)
    {
        var first = await EndAsync(await AskAsync("execute"), end, "half");
        Assert.True((await Anna.GetAsync(HttpStatusCode.OK, $"/jobs/{first}")).GetProperty("can_continue").GetBoolean());

        var second = await Anna.PostAsync(HttpStatusCode.Accepted, $"/jobs/{first}/continue", new { });

        Assert.Equal(("queued", "plan_execute", _plan), (Text(second, "status"), Text(second, "job_type"), second.GetProperty("plan_id").GetInt64()));
        Assert.Equal([first], second.GetProperty("continues").EnumerateArray().Select(id => id.GetString()!));
        Assert.Equal($"Queued to go on where job {first} ended: execute \"launch\"", Text(second.GetProperty("logs")[0], "message"));
        Assert.Equal(5, second.GetProperty("stats").GetProperty("llm_calls").GetInt32());
        Assert.Equal(Text(second, "job_id"), Text(await Anna.PostAsync(HttpStatusCode.Accepted, $"/jobs/{first}/continue", new { }), "job_id"));
        Assert.Equal("half", Assert.IsType<ClaimResult.Claimed>(await Store.ClaimAsync(Text(second, "job_id"), "w1", Ct)).Checkpoint);
    }

    [Fact]
    public async Task It_is_refused_with_the_reason_while_the_job_is_at_work_and_when_there_is_nothing_to_go_on_from()
    {
        var job = await AskAsync("execute");
        Assert.Equal("The job is not at its end.", Text(await Anna.PostAsync(HttpStatusCode.Conflict, $"/jobs/{job}/continue", new { }), "title"));

        await EndAsync(job, JobStatus.Failed, checkpoint: null);
        Assert.Equal("There is nothing to go on from.", Text(await Anna.PostAsync(HttpStatusCode.Conflict, $"/jobs/{job}/continue", new { }), "title"));

        var done = await EndAsync(await AskAsync("execute"), JobStatus.Succeeded, "half");
        Assert.Equal("The job has done all it was asked for.", Text(await Anna.PostAsync(HttpStatusCode.Conflict, $"/jobs/{done}/continue", new { }), "detail"));
    }

    [Fact]
    public async Task It_is_refused_with_the_job_to_follow_while_one_that_must_not_run_beside_it_is_at_work()
    {
        var ended = await EndAsync(await AskAsync("decompose"), JobStatus.Failed, "half");
        var other = await AskAsync("execute");

        var refused = await Anna.PostAsync(HttpStatusCode.Conflict, $"/jobs/{ended}/continue", new { });

        Assert.Equal((other, "plan_execute"), (Text(refused, "job_id"), Text(refused, "job_type")));
    }

    [Fact]
    public async Task Anothers_job_is_not_there()
    {
        var ended = await EndAsync(await AskAsync("execute"), JobStatus.Failed, "half");
        using var bert = App.NewClient();

        await bert.PostAsync(HttpStatusCode.NotFound, $"/jobs/{ended}/continue", new { });
        await Anna.PostAsync(HttpStatusCode.NotFound, "/jobs/nothere/continue", new { });
    }

    private async Task<string> AskAsync(string what) => Text(await Anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{_plan}/{what}", new { }), "job_id");

    private async Task<string> EndAsync(string jobId, JobStatus end, string? checkpoint)
    {
        var claimed = Assert.IsType<ClaimResult.Claimed>(await Store.ClaimAsync(jobId, "w1", Ct));
        await Store.WriteAsync(
            claimed.Fence, new RunWrite { Checkpoint = checkpoint, Stats = new JobStats { LlmCalls = 5 }, End = new RunEnd.Finish(end, null, null) }, Ct);
        return jobId;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
