using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Operations;

public sealed class OperationEndpointTests(SharedApi shared) : ApiTest(shared)
{
    [Fact]
    public async Task An_operation_is_accepted_as_a_job_with_settled_parameters()
    {
        var (plan, a, _, below) = await PlanAsync();

        var job = await Anna.PostAsync(HttpStatusCode.Accepted, $"/tasks/{a}/operations", new { plan_id = plan, operation = "redo", hint = " brief ", locked = new[] { below }, commit = "review" });

        Assert.Equal(("task_operation", "rebreak", "queued", a), (
            job.GetProperty("job_type").GetString(), job.GetProperty("mode").GetString(), job.GetProperty("status").GetString(), job.GetProperty("target_task_id").GetInt64()));
        var parameters = job.GetProperty("params");
        Assert.Equal(("brief", "review", below, 100), (
            parameters.GetProperty("hint").GetString(), parameters.GetProperty("commit").GetString(), parameters.GetProperty("locked")[0].GetInt64(), parameters.GetProperty("llm_call_budget").GetInt32()));
        Assert.Equal("Queued: rebreak \"a\"", job.GetProperty("logs")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("repair_dependencies", "review")]
    [InlineData("check_quality", "review")]
    [InlineData("estimate", "apply")]
    public async Task What_is_only_a_suggestion_is_proposed_by_default(string operation, string commit)
    {
        var (plan, _, _, _) = await PlanAsync();

        var job = await Anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/operations", new { operation });

        Assert.Equal(commit, job.GetProperty("params").GetProperty("commit").GetString());
    }

    public static TheoryData<string, object, string> WrongWishes() => new()
    {
        { "plan", new { }, "operation" },
        { "plan", new { operation = "explode" }, "operation" },
        { "plan", new { operation = "merge", task_ids = new[] { 2 } }, "operation" },
        { "plan", new { operation = "split" }, "operation" },
        { "plan", new { operation = "estimate", unknown = 1 }, "unknown" },
        { "plan", new { operation = "estimate", parts = 3 }, "parts" },
        { "plan", new { operation = "summarise", hint = "x" }, "hint" },
        { "plan", new { operation = "estimate", commit = "now" }, "commit" },
        { "plan", new { operation = "check_quality", commit = "apply" }, "commit" },
        { "plan", new { operation = "rewrite" }, "hint" },
        { "plan", new { operation = "rewrite", hint = "x", scope = "task" }, "scope" },
        { "plan", new { operation = "rewrite", hint = "x", scope = "house" }, "scope" },
        { "plan", new { operation = "translate" }, "language" },
        { "plan", new { operation = "translate", language = "the one of France" }, "language" },
        { "plan", new { operation = "redo", min_children = 5, max_children = 2 }, "min_children" },
        { "plan", new { operation = "redo", locked = new[] { 999 } }, "locked" },
        { "plan", new { operation = "estimate", llm_call_budget = 0 }, "llm_call_budget" },
        { "plan", new { operation = "estimate", time_budget_seconds = 0 }, "time_budget_seconds" },
        { "task", new { operation = "estimate" }, "plan_id" },
        { "task", new { plan_id = 1, operation = "merge" }, "task_ids" },
        { "task", new { plan_id = 1, operation = "merge", task_ids = new[] { 999 } }, "task_ids" },
        { "task", new { plan_id = 1, operation = "merge", task_ids = new[] { 3 } }, "task_ids" },
        { "task", new { plan_id = 1, operation = "redo", locked = new[] { 2 } }, "locked" },
        { "task", new { plan_id = 1, operation = "split", parts = 1 }, "parts" },
    };

    [Theory]
    [MemberData(nameof(WrongWishes))]
    public async Task A_wrong_wish_is_refused_by_field_before_anything_is_stored(string target, object wish, string field)
    {
        // The test's own plan, which the wishes call 1: a (1), b (2), and below a (3).
        var (plan, a, _, _) = await PlanAsync();
        var body = JsonSerializer.SerializeToNode(wish)!.AsObject();
        if (body.ContainsKey("plan_id")) body["plan_id"] = plan;

        var problem = await Anna.PostAsync(HttpStatusCode.BadRequest, target == "plan" ? $"/plans/{plan}/operations" : $"/tasks/{a}/operations", body);

        Assert.Equal([field], problem.Fields());
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task A_second_job_on_the_same_target_is_refused_whatever_its_kind()
    {
        var (plan, a, b, _) = await PlanAsync();
        var first = await Anna.PostAsync(HttpStatusCode.Accepted, $"/tasks/{a}/operations", new { plan_id = plan, operation = "estimate" });

        foreach (var (path, body) in ((string, object)[])
        [
            ($"/tasks/{a}/operations", new { plan_id = plan, operation = "split" }),
            ($"/plans/{plan}/operations", new { operation = "summarise" }),
            ($"/tasks/{a}/decompose", new { plan_id = plan }),
            ($"/plans/{plan}/decompose", new { }),
            ($"/plans/{plan}/execute", new { }),
        ])
        {
            var refused = await Anna.PostAsync(HttpStatusCode.Conflict, path, body);
            Assert.Equal(first.GetProperty("job_id").GetString(), refused.GetProperty("job_id").GetString());
        }

        await Anna.PostAsync(HttpStatusCode.Accepted, $"/tasks/{b}/operations", new { plan_id = plan, operation = "estimate" });
        Assert.Equal("A job is at work on this plan.", (await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/undo", new { })).GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_key_names_one_job()
    {
        var (plan, a, _, _) = await PlanAsync();

        var first = await SendAsync("estimate", HttpStatusCode.Accepted);
        var again = await SendAsync("estimate", HttpStatusCode.Accepted);
        await SendAsync("split", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(first.GetProperty("job_id").GetString(), again.GetProperty("job_id").GetString());

        async Task<JsonElement> SendAsync(string operation, HttpStatusCode expected)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/tasks/{a}/operations") { Content = JsonContent.Create(new { plan_id = plan, operation }) };
            request.Headers.Add("Idempotency-Key", "one");
            using var response = await Anna.SendAsync(request, Ct);
            Assert.Equal(expected, response.StatusCode);
            return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Ct));
        }
    }

    [Fact]
    public async Task Anothers_plan_is_answered_like_one_that_never_was()
    {
        var (plan, a, b, below) = await PlanAsync();
        using var bert = App.NewClient();

        foreach (var id in (long[])[plan, 999_999])
        {
            await bert.PostAsync(HttpStatusCode.NotFound, $"/plans/{id}/operations", new { operation = "estimate" });
            await bert.PostAsync(HttpStatusCode.NotFound, $"/plans/{id}/operations", new { operation = "redo", locked = new[] { below } });
            await bert.PostAsync(HttpStatusCode.NotFound, $"/tasks/{a}/operations", new { plan_id = id, operation = "merge", task_ids = new[] { b } });
        }

        await Anna.PostAsync(HttpStatusCode.NotFound, "/tasks/999/operations", new { plan_id = plan, operation = "estimate" });
    }

    [Fact]
    public async Task A_decomposition_can_be_asked_for_as_a_draft()
    {
        var (plan, _, _, _) = await PlanAsync();

        Assert.Equal(["commit"], (await Anna.PostAsync(HttpStatusCode.BadRequest, $"/plans/{plan}/decompose", new { commit = "maybe" })).Fields());
        var job = await Anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/decompose", new { commit = "review" });
        Assert.Equal("review", job.GetProperty("params").GetProperty("commit").GetString());
    }

    private async Task<(long Plan, long A, long B, long BelowA)> PlanAsync()
    {
        var plan = await Anna.CreatePlanAsync();
        var a = await Anna.AddTaskAsync(plan, new { title = "a" });
        var b = await Anna.AddTaskAsync(plan, new { title = "b" });
        return (plan, a, b, await Anna.AddTaskAsync(plan, new { title = "below", parent_id = a }));
    }
}
