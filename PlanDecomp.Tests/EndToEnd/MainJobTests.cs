using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>The main job as a person does it: plan, decompose, execute, watch, come back later.</summary>
public sealed class MainJobTests(MainJobTests.Whole deployment) : IClassFixture<MainJobTests.Whole>, IAsyncLifetime
{
    private readonly Deployment _app = deployment.App;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _app.MendAsync();

    /// <summary>One deployment for all tests here; no language model.</summary>
    public sealed class Whole : IAsyncLifetime
    {
        public Deployment App { get; } = new();

        public async ValueTask InitializeAsync() => await App.StartAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    [Theory]
    [InlineData("Write a survey paper on phage therapy", "phage therapy")]
    [InlineData("组织一次三天的团队旅行", "团队旅行")]
    public async Task A_plan_is_broken_down_two_levels_while_its_log_streams(string title, string subject)
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync(title);

        var job = await person.DecomposeAsync(plan.PlanId);
        var streamed = await person.FollowAsync(job.JobId, api: 1);

        Assert.Equal(Enumerable.Range(1, streamed.Count).Select(i => (long)i), streamed.Select(line => line.Seq));
        Assert.Equal(await person.LinesAsync(job.JobId), streamed, LineComparer.Instance);
        var ended = await person.GetJobAsync(job.JobId);
        Assert.Equal(JobStatus.Succeeded, ended.Status);
        var tree = await person.GetTreeAsync(plan.PlanId);
        Assert.InRange(tree.Tasks.Count, 2, 7);
        Assert.All(tree.Tasks, task => Assert.InRange(task.Children.Count, 2, 7));
        Assert.Contains(Flat(tree.Tasks), task => task.Title.Contains(subject, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Flat(tree.Tasks).Count(), ended.Stats!.Created);
    }

    [Fact]
    public async Task A_decomposed_plan_is_executed_without_a_key_while_its_log_streams()
    {
        using var person = _app.NewPerson();
        var plan = (await person.CreatePlanAsync("Plan a product launch")).PlanId;
        await person.EndOfAsync((await person.DecomposeAsync(plan)).JobId);
        using var accepted = await person.SendAsync(HttpMethod.Post, $"/plans/{plan}/execute", new { });
        var job = (await accepted.Content.ReadFromJsonAsync(ContractsJson.Default.JobSnapshot, Ct))!;

        var streamed = await person.FollowAsync(job.JobId, api: 1);

        Assert.Equal(await person.LinesAsync(job.JobId), streamed, LineComparer.Instance);
        var ended = await person.GetJobAsync(job.JobId);
        var tasks = Flat((await person.GetTreeAsync(plan)).Tasks).ToList();
        var result = ended.Result!.Value.Deserialize(ContractsJson.Default.ExecuteResult)!;
        Assert.All(tasks, task => Assert.Equal((PlanTaskStatus.Prepared, 1), (task.Status, task.ResultVersion)));
        Assert.Equal(("offline", tasks.Count), (result.Writer, result.Prepared + result.Summaries));
        Assert.Equal((tasks.Count, tasks.Count, 0.0), (ended.Stats!.Done, ended.Stats.Total, ended.Stats.EtaSeconds));
        using var results = await person.SendAsync(HttpMethod.Get, $"/plans/{plan}/tasks/{tasks[0].TaskId}/results", api: 1);
        var summary = Assert.Single((await results.Content.ReadFromJsonAsync(ContractsJson.Default.TaskResultPage, Ct))!.Results);
        Assert.Equal((TaskResultKind.Summary, job.JobId), (summary.Kind, summary.JobId));
    }

    [Fact]
    public async Task One_task_is_broken_down_by_its_own_route_and_waits_for_the_result_on_wish()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("Move house to Berlin");
        var job = await person.DecomposeAsync(plan.PlanId, new { expand_depth = 1 });
        await person.EndOfAsync(job.JobId);
        var target = (await person.GetTreeAsync(plan.PlanId)).Tasks[0];

        using var response = await person.SendAsync(
            HttpMethod.Post, $"/tasks/{target.TaskId}/decompose", new { plan_id = plan.PlanId, async_mode = false, expand_depth = 1 });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var ended = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.JobSnapshot, Ct))!;
        Assert.Equal((JobStatus.Succeeded, JobMode.SingleNode, target.TaskId), (ended.Status, ended.Mode, ended.TargetTaskId));
        Assert.NotNull(ended.Result);
        var tree = await person.GetTreeAsync(plan.PlanId);
        Assert.NotEmpty(tree.Tasks[0].Children);
        Assert.Empty(tree.Tasks[1].Children);
    }

    [Fact]
    public async Task Fifty_parallel_submits_under_one_key_through_two_instances_make_one_job()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("Plan a product launch");

        var jobs = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var response = await person.SendAsync(HttpMethod.Post, $"/plans/{plan.PlanId}/decompose", new { }, api: i, ("Idempotency-Key", "one"));
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.JobSnapshot, Ct))!.JobId;
        }));

        Assert.Single(jobs.Distinct());
        using var list = await person.SendAsync(HttpMethod.Get, "/jobs");
        Assert.Single((await list.Content.ReadFromJsonAsync(ContractsJson.Default.JobPage, Ct))!.Jobs);
        using var other = await person.SendAsync(HttpMethod.Post, $"/plans/{plan.PlanId}/decompose", new { node_budget = 3 }, 0, ("Idempotency-Key", "one"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task A_plan_that_is_being_broken_down_is_not_broken_down_twice_at_once()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("Plan a product launch");
        await _app.StopWorkersAsync();
        var job = await person.DecomposeAsync(plan.PlanId);

        using var again = await person.SendAsync(HttpMethod.Post, $"/plans/{plan.PlanId}/decompose", new { }, api: 1);

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains(job.JobId, await again.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Another_persons_job_is_not_found_on_any_route()
    {
        using var owner = _app.NewPerson();
        using var stranger = _app.NewPerson();
        var plan = await owner.CreatePlanAsync("Learn Spanish");
        await stranger.CreatePlanAsync("Something of the stranger's own");
        var job = await owner.DecomposeAsync(plan.PlanId);
        await owner.EndOfAsync(job.JobId);
        (HttpMethod, string)[] routes =
        [
            (HttpMethod.Get, $"/jobs/{job.JobId}"),
            (HttpMethod.Get, $"/tasks/decompose/jobs/{job.JobId}"),
            (HttpMethod.Get, $"/jobs/{job.JobId}/logs"),
            (HttpMethod.Get, $"/jobs/{job.JobId}/logs/export"),
            (HttpMethod.Get, $"/jobs/{job.JobId}/logs/export?format=text"),
            (HttpMethod.Get, $"/jobs/{job.JobId}/stream"),
            (HttpMethod.Get, $"/tasks/decompose/jobs/{job.JobId}/stream"),
            (HttpMethod.Get, $"/jobs/stream?ids={job.JobId}"),
            (HttpMethod.Post, $"/jobs/{job.JobId}/cancel"),
            (HttpMethod.Post, $"/plans/{plan.PlanId}/decompose"),
        ];

        foreach (var (method, route) in routes)
        {
            using var foreign = await stranger.SendAsync(method, route, method == HttpMethod.Post ? new { } : null);
            Assert.True(foreign.StatusCode == HttpStatusCode.NotFound, $"{method} {route} answered {foreign.StatusCode}");
            Assert.Equal("application/problem+json", foreign.Content.Headers.ContentType?.MediaType);
        }

        using var task = await stranger.SendAsync(HttpMethod.Post, "/tasks/1/decompose", new { plan_id = plan.PlanId });
        Assert.Equal(HttpStatusCode.NotFound, task.StatusCode);
        using var list = await stranger.SendAsync(HttpMethod.Get, "/jobs");
        Assert.Empty((await list.Content.ReadFromJsonAsync(ContractsJson.Default.JobPage, Ct))!.Jobs);
    }

    [Fact]
    public async Task After_everything_was_stopped_and_started_the_history_is_the_same()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("Renovate the kitchen");
        var job = await person.DecomposeAsync(plan.PlanId);
        await person.FollowAsync(job.JobId);
        string[] pages = [$"/jobs/{job.JobId}", $"/jobs/{job.JobId}/logs?limit=5", $"/jobs/{job.JobId}/logs/export", $"/jobs/{job.JobId}/logs/export?format=text", $"/plans/{plan.PlanId}/tree", "/jobs"];
        var before = await Task.WhenAll(pages.Select(page => TextAsync(person, page)));

        await _app.StopServicesAsync();
        await _app.Redis.KillAsync();
        await _app.Redis.StartAsync();
        _app.StartWorker();
        await _app.StartApiAsync();

        Assert.Equal(before, await Task.WhenAll(pages.Select(page => TextAsync(person, page))));
        Assert.Equal(await person.LinesAsync(job.JobId), await person.FollowAsync(job.JobId), LineComparer.Instance);
        using var unknown = await person.SendAsync(HttpMethod.Get, "/jobs/abcdefghijklmnopqrst");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Bad_limits_are_refused_by_name()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("Anything");
        (object Body, string Field)[] wrong =
        [
            (new { node_budget = 0 }, "node_budget"),
            (new { expand_depth = 21 }, "expand_depth"),
            (new { min_children = 5, max_children = 2 }, "min_children"),
            (new { time_budget_seconds = -1 }, "time_budget_seconds"),
            (new { node_bugdet = 5 }, "node_bugdet"),
            (new { max_children = "many" }, "max_children"),
        ];

        foreach (var (body, field) in wrong)
        {
            using var response = await person.SendAsync(HttpMethod.Post, $"/plans/{plan.PlanId}/decompose", body);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(field, await response.Content.ReadAsStringAsync(Ct));
        }
    }

    private static async Task<string> TextAsync(Person person, string path)
    {
        using var response = await person.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static IEnumerable<PlanTaskNode> Flat(IEnumerable<PlanTaskNode> tasks) => tasks.SelectMany(task => Flat(task.Children).Prepend(task));
}
