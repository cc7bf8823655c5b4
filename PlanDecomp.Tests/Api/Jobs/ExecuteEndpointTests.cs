using System.Diagnostics;
using System.Net;
using System.Text.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Jobs;

/// <summary>Asking for executions, and reading results, as a stranger's client does it.</summary>
public sealed class ExecuteEndpointTests(SharedApi shared) : ApiTest(shared), IAsyncLifetime
{
    private long _plan;
    private long _task;

    public async ValueTask InitializeAsync()
    {
        _plan = await Anna.CreatePlanAsync("launch");
        _task = await Anna.AddTaskAsync(_plan, new { title = "market" });
    }

    [Fact]
    public async Task An_execution_is_accepted_with_its_settled_limits()
    {
        var job = await Anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{_plan}/execute", new { concurrency = 2, on_failure = "stop", hint = "  cheap " });

        Assert.Equal(("plan_execute", "plan", "queued"), (Text(job, "job_type"), Text(job, "mode"), Text(job, "status")));
        var limits = job.GetProperty("params");
        Assert.Equal((2, "stop", "cheap", 500, false), (limits.GetProperty("concurrency").GetInt32(), Text(limits, "on_failure"), Text(limits, "hint"), limits.GetProperty("llm_call_budget").GetInt32(), limits.GetProperty("only_failed").GetBoolean()));
        Assert.Equal("Queued: execute \"launch\"", Text(job.GetProperty("logs")[0], "message"));
        Assert.Equal(Text(job, "job_id"), Text(await Anna.GetAsync(HttpStatusCode.OK, $"/jobs/{Text(job, "job_id")}"), "job_id"));
    }

    [Fact]
    public async Task A_job_names_the_trace_of_the_request_that_asked_for_it()
    {
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();

        var job = await Anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{_plan}/execute", new { });

        var trace = caller.TraceId.ToHexString();
        Assert.Equal(trace, Text(job, "trace_id"));
        Assert.Equal(trace, Text(await Anna.GetAsync(HttpStatusCode.OK, $"/jobs/{Text(job, "job_id")}"), "trace_id"));
    }

    [Fact]
    public async Task A_long_title_is_cut_for_the_first_line_between_characters_as_people_see_them()
    {
        foreach (var (title, kept) in ((string, int)[])[($"{new string('a', 119)}😀 tail", 119), ($"{new string('a', 115)}👩‍👩‍👧 tail", 115), ($"{new string('a', 118)}😀 tail", 120)])
        {
            var plan = await Anna.CreatePlanAsync(title);
            var job = await Anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/execute", new { });
            Assert.Equal($"Queued: execute \"{title[..kept]}…\"", Text(job.GetProperty("logs")[0], "message"));
        }
    }

    [Fact]
    public async Task One_task_is_executed_by_its_own_route_with_the_plan_in_the_body()
    {
        var job = await Anna.PostAsync(HttpStatusCode.Accepted, $"/tasks/{_task}/execute", new { plan_id = _plan, only_failed = true });

        Assert.Equal(("subtree", _task), (Text(job, "mode"), job.GetProperty("target_task_id").GetInt64()));
        Assert.Equal(["plan_id"], (await Anna.PostAsync(HttpStatusCode.BadRequest, $"/tasks/{_task}/execute", new { })).Fields());
        await Anna.PostAsync(HttpStatusCode.NotFound, $"/tasks/{_task + 100}/execute", new { plan_id = _plan });
    }

    [Theory]
    [InlineData("/plans/{0}/execute", "{0}/decompose")]
    [InlineData("/plans/{0}/decompose", "{0}/execute")]
    [InlineData("/plans/{0}/execute", "{0}/execute")]
    public async Task Beside_an_execution_nothing_else_changes_the_plan_and_the_other_job_is_named(string first, string second)
    {
        var job = await Anna.PostAsync(HttpStatusCode.Accepted, string.Format(null, first, _plan), new { });

        var refused = await Anna.PostAsync(HttpStatusCode.Conflict, "/plans/" + string.Format(null, second, _plan), new { });

        Assert.Equal(Text(job, "job_id"), Text(refused, "job_id"));
        await Anna.PostAsync(HttpStatusCode.Conflict, $"/tasks/{_task}/execute", new { plan_id = _plan });
        await Anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{await Anna.CreatePlanAsync("other")}/execute", new { });
        await Anna.PostAsync(HttpStatusCode.OK, $"/jobs/{Text(job, "job_id")}/cancel", new { });
        await Anna.PostAsync(HttpStatusCode.Accepted, "/plans/" + string.Format(null, second, _plan), new { });
    }

    [Fact]
    public async Task Two_tasks_of_a_plan_are_still_broken_down_side_by_side()
    {
        var other = await Anna.AddTaskAsync(_plan, new { title = "build" });

        await Anna.PostAsync(HttpStatusCode.Accepted, $"/tasks/{_task}/decompose", new { plan_id = _plan });
        await Anna.PostAsync(HttpStatusCode.Accepted, $"/tasks/{other}/decompose", new { plan_id = _plan });
        await Anna.PostAsync(HttpStatusCode.Conflict, $"/tasks/{other}/decompose", new { plan_id = _plan });
    }

    [Theory]
    [InlineData("""{"concurrency":0}""", "concurrency")]
    [InlineData("""{"concurrency":17}""", "concurrency")]
    [InlineData("""{"on_failure":"panic"}""", "on_failure")]
    [InlineData("""{"llm_call_budget":0}""", "llm_call_budget")]
    [InlineData("""{"token_budget":-1}""", "token_budget")]
    [InlineData("""{"time_budget_seconds":0}""", "time_budget_seconds")]
    [InlineData("""{"only_failed":true,"include_completed":true}""", "include_completed")]
    [InlineData("""{"only_stale":true,"include_completed":true}""", "only_stale")]
    [InlineData("""{"only_stale":true,"only_failed":true}""", "only_stale")]
    [InlineData("""{"on_prepared":"panic"}""", "on_prepared")]
    [InlineData("""{"outside_dependencies":"some"}""", "outside_dependencies")]
    [InlineData("""{"concurency":3}""", "concurency")]
    public async Task Wrong_limits_are_refused_by_name(string body, string field) =>
        Assert.Equal([field], (await Anna.PostAsync(HttpStatusCode.BadRequest, $"/plans/{_plan}/execute", JsonSerializer.Deserialize<JsonElement>(body))).Fields());

    [Fact]
    public async Task A_repeat_under_one_key_gets_the_same_job_and_another_request_is_refused()
    {
        var first = await SendAsync(HttpStatusCode.Accepted, new { concurrency = 2 });
        var again = await SendAsync(HttpStatusCode.Accepted, new { concurrency = 2 });
        await SendAsync(HttpStatusCode.UnprocessableEntity, new { concurrency = 3 });

        Assert.Equal(Text(first, "job_id"), Text(again, "job_id"));

        async Task<JsonElement> SendAsync(HttpStatusCode expected, object body)
        {
            using var client = new HttpRequestMessage(HttpMethod.Post, $"/plans/{_plan}/execute") { Content = System.Net.Http.Json.JsonContent.Create(body) };
            client.Headers.Add("Idempotency-Key", "one");
            using var response = await Anna.SendAsync(client, TestContext.Current.CancellationToken);
            Assert.Equal(expected, response.StatusCode);
            return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Results_come_newest_first_in_pages_and_the_task_names_the_newest()
    {
        for (var version = 1; version <= 3; version++)
        {
            PlanData.Execute(Data.Files.Folder.Plan(_plan), """
                INSERT INTO task_results (task_id, version, kind, content, job_id, writer, model, created_at)
                VALUES (@_task, @version, 'work', 'text ' || @version, 'job-1', 'llm', 'm', '2026-03-01T12:00:00.000Z')
                """, new { _task, version });
        }

        var page = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tasks/{_task}/results?limit=2");
        Assert.Equal(["text 3", "text 2"], page.GetProperty("results").EnumerateArray().Select(result => Text(result, "content")));
        page = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tasks/{_task}/results?limit=2&cursor={Text(page, "next_cursor")}");
        var first = Assert.Single(page.GetProperty("results").EnumerateArray());
        Assert.Equal((1, "work", "job-1", "llm", "m", "2026-03-01T12:00:00.000Z"), (first.GetProperty("version").GetInt32(), Text(first, "kind"), Text(first, "job_id"), Text(first, "writer"), Text(first, "model"), Text(first, "created_at")));
        Assert.False(page.TryGetProperty("next_cursor", out _));
        Assert.Equal(3, (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tasks/{_task}")).GetProperty("result_version").GetInt32());
        await Anna.GetAsync(HttpStatusCode.NotFound, $"/plans/{_plan}/tasks/{_task + 1}/results");
        Assert.Equal(["limit"], (await Anna.GetAsync(HttpStatusCode.BadRequest, $"/plans/{_plan}/tasks/{_task}/results?limit=101")).Fields());
        Assert.Equal(["cursor"], (await Anna.GetAsync(HttpStatusCode.BadRequest, $"/plans/{_plan}/tasks/{_task}/results?cursor=x")).Fields());
    }

    [Fact]
    public async Task The_final_document_is_read_by_its_execution_or_the_newest_and_downloaded_as_Markdown()
    {
        await Anna.GetAsync(HttpStatusCode.NotFound, $"/plans/{_plan}/document");
        foreach (var (job, content) in new[] { ("job-1", "first"), ("job-2", "second") })
        {
            PlanData.Execute(Data.Files.Folder.Plan(_plan), """
                INSERT INTO final_documents (job_id, title, content, writer, created_at) VALUES (@job, 'launch: *soon*', @content, 'offline', '2026-03-01T12:00:00.000Z')
                """, new { job, content });
        }

        Assert.Equal(("second", "job-2", "offline"), Read(await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/document")));
        Assert.Equal(("first", "job-1", "offline"), Read(await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/document?job_id=job-1")));
        await Anna.GetAsync(HttpStatusCode.NotFound, $"/plans/{_plan}/document?job_id=job-3");
        using var file = await Anna.GetAsync($"/plans/{_plan}/document/export?job_id=job-1", TestContext.Current.CancellationToken);
        Assert.Equal(("text/markdown", "launch- -soon-.md"), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.FileNameStar));
        Assert.Equal("# launch: \\*soon\\*\n\nfirst\n", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        static (string?, string?, string?) Read(JsonElement document) => (Text(document, "content"), Text(document, "job_id"), Text(document, "writer"));
    }

    [Fact]
    public async Task A_person_ticks_off_what_is_prepared_and_its_parent_is_done_with_it()
    {
        var child = await Anna.AddTaskAsync(_plan, new { title = "call", parent_id = _task });
        foreach (var id in new[] { _task, child }) PlanData.Execute(Data.Files.Folder.Plan(_plan), "UPDATE tasks SET status = 'prepared' WHERE task_id = @id", new { id });

        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{_plan}/tasks/{child}", new { status = "completed" });

        Assert.Equal("completed", Text(await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tasks/{_task}"), "status"));
    }

    [Fact]
    public async Task Another_persons_plan_is_not_found_on_any_route()
    {
        using var stranger = App.NewClient();
        await stranger.CreatePlanAsync("own");

        await stranger.PostAsync(HttpStatusCode.NotFound, $"/plans/{_plan}/execute", new { });
        await stranger.PostAsync(HttpStatusCode.NotFound, $"/tasks/{_task}/execute", new { plan_id = _plan });
        await stranger.GetAsync(HttpStatusCode.NotFound, $"/plans/{_plan}/tasks/{_task}/results");
    }

    [Fact]
    public async Task A_person_who_sets_a_status_takes_the_error_of_an_execution_away()
    {
        PlanData.Execute(Data.Files.Folder.Plan(_plan), "UPDATE tasks SET status = 'failed', error = 'no' WHERE task_id = @_task", new { _task });
        Assert.Equal("no", Text(await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tasks/{_task}"), "error"));

        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{_plan}/tasks/{_task}", new { title = "new" });
        Assert.Equal("no", Text(await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tasks/{_task}"), "error"));
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{_plan}/tasks/{_task}", new { status = "skipped" });
        Assert.False((await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tasks/{_task}")).TryGetProperty("error", out _));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
