using System.IO.Compression;
using System.Net;
using System.Text.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AcrossPlans;

public sealed class ExportImportTests(ExportImportTests.WorkingHouse working) : IClassFixture<ExportImportTests.WorkingHouse>
{
    private readonly AcrossPlansHouse _house = working.House;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One house with a worker for all tests here.</summary>
    public sealed class WorkingHouse(RedisServer redis) : IAsyncLifetime
    {
        public AcrossPlansHouse House { get; } = new(redis);

        public async ValueTask InitializeAsync() => await House.StartWorkerAsync();

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }

    [Theory]
    [InlineData("json", "application/json", "json")]
    [InlineData("markdown", "text/markdown", "md")]
    public async Task A_plan_that_was_exported_and_deleted_is_the_same_after_its_import(string format, string contentType, string extension)
    {
        using var person = _house.NewPerson();
        var planId = await CreatePlanAsync(person, "Rome & \"back\" *soon*");
        var before = await AcrossPlansHouse.ShowAsync(person, planId);

        var export = await AcrossPlansHouse.RunAsync(person, "/plans/export", new { plan_ids = new[] { planId }, format });
        using var file = await AcrossPlansHouse.FileAsync(person, export);
        var content = await file.Content.ReadAsStringAsync(Ct);
        await person.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"/plans/{planId}");
        var import = await AcrossPlansHouse.RunAsync(person, "/plans/import", new { content });

        Assert.Equal((HttpStatusCode.OK, contentType), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
        Assert.Equal($"Rome & -back- -soon-.{extension}", file.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("succeeded", import.GetProperty("status").GetString());
        Assert.Equal(before, await AcrossPlansHouse.ShowAsync(person, OnlyPlanOf(import)));
    }

    [Theory]
    [InlineData("json", "1|work|old|offline|-;2|work|# Done\n- *well*|llm|m-1")]
    [InlineData("markdown", "1|work|# Done\n- *well*|llm|m-1")]
    public async Task Results_and_errors_of_an_execution_go_along(string format, string results)
    {
        using var person = _house.NewPerson();
        var planId = await person.CreatePlanAsync("P");
        var taskId = await person.AddTaskAsync(planId, new { title = "a" });
        PlanData.Execute(_house.Cluster.Data.Folder.Plan(planId), """
            UPDATE tasks SET status = 'failed', error = 'It *depends*
            on "b".';
            INSERT INTO task_results (task_id, version, kind, content, job_id, writer, model, created_at)
            VALUES (@taskId, 1, 'work', 'old', 'j', 'offline', NULL, '2026-01-01T00:00:00.000Z'),
              (@taskId, 2, 'work', '# Done' || char(10) || '- *well*', 'j', 'llm', 'm-1', '2026-01-02T00:00:00.000Z');
            """, new { taskId });

        var export = await AcrossPlansHouse.RunAsync(person, "/plans/export", new { all = true, format });
        using var file = await AcrossPlansHouse.FileAsync(person, export);
        var import = await AcrossPlansHouse.RunAsync(person, "/plans/import", new { content = await file.Content.ReadAsStringAsync(Ct) });
        var copy = await AcrossPlansHouse.RunAsync(person, $"/plans/{OnlyPlanOf(import)}/duplicate", null);

        foreach (var made in new[] { OnlyPlanOf(import), copy.GetProperty("result").GetProperty("plan_id").GetInt64() })
        {
            var plan = _house.Cluster.Data.Folder.Plan(made);
            Assert.Equal(["failed|It *depends*\non \"b\"."], PlanData.Query<string>(plan, "SELECT status || '|' || error FROM tasks"));
            Assert.Equal(results.Split(';'), PlanData.Query<string>(
                plan, "SELECT version || '|' || kind || '|' || content || '|' || writer || '|' || coalesce(model, '-') FROM task_results ORDER BY version"));
        }
    }

    [Fact]
    public async Task A_zip_of_several_plans_is_imported_by_a_child_job_for_each()
    {
        using var person = _house.NewPerson();
        long[] planIds = [await CreatePlanAsync(person, "One"), await CreatePlanAsync(person, "二"), await CreatePlanAsync(person, "Three")];
        var before = await Task.WhenAll(planIds.Select(planId => AcrossPlansHouse.ShowAsync(person, planId)));

        var export = await AcrossPlansHouse.RunAsync(person, "/plans/export", new { all = true, format = "zip" });
        using var file = await AcrossPlansHouse.FileAsync(person, export);
        var zip = await file.Content.ReadAsByteArrayAsync(Ct);
        using (var archive = new ZipArchive(new MemoryStream(zip)))
        {
            Assert.Equal(["001 One.json", "001 One.md", "002 二.json", "002 二.md", "003 Three.json", "003 Three.md"], archive.Entries.Select(entry => entry.FullName));
        }

        var import = await AcrossPlansHouse.RunAsync(person, "/plans/import", new { content = Convert.ToBase64String(zip) });

        var plans = import.GetProperty("result").GetProperty("plans").EnumerateArray().ToList();
        Assert.Equal(before, await Task.WhenAll(plans.Select(plan => AcrossPlansHouse.ShowAsync(person, plan.GetProperty("plan_id").GetInt64()))));
        var children = (await person.GetAsync(HttpStatusCode.OK, $"/jobs?parent_job_id={import.GetProperty("job_id").GetString()}")).GetProperty("jobs");
        Assert.Equal(plans.Select(plan => plan.GetProperty("job_id").GetString()).Order(), children.EnumerateArray().Select(job => job.GetProperty("job_id").GetString()).Order());
        Assert.All(children.EnumerateArray(), job => Assert.Equal(("import_plan", "succeeded"), (job.GetProperty("mode").GetString(), job.GetProperty("status").GetString())));
        var codes = import.GetProperty("logs").EnumerateArray().Select(line => line.GetProperty("metadata").GetProperty("code").GetString()).ToList();
        Assert.Equal((3, 3), (codes.Count(code => code == "child.started"), codes.Count(code => code == "child.ended")));
    }

    [Fact]
    public async Task A_broken_outline_is_refused_with_the_line_and_the_reason_and_nothing_is_imported()
    {
        using var person = _house.NewPerson();

        var import = await AcrossPlansHouse.RunAsync(person, "/plans/import", new { format = "markdown", content = "# Trip\n\n- [ ] Pack\n    - Flight\n - Book\n\n   *Depends on: 9*\n" });

        Assert.Equal("failed", import.GetProperty("status").GetString());
        Assert.Equal("Line 5: The indentation of 1 column fits no item above: it is neither beside one nor below one. (And 1 more fault.)", import.GetProperty("error").GetString());
        Assert.Equal(
            [(5, "indentation"), (7, "unknown_dependency")],
            import.GetProperty("result").GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("line").GetInt32(), error.GetProperty("code").GetString())));
        Assert.Empty((await person.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());
    }

    [Fact]
    public async Task One_fault_in_one_of_several_plans_keeps_all_of_them_out()
    {
        using var person = _house.NewPerson();
        var content = """{"format":"plandecomp","version":1,"plans":[{"title":"Good","tasks":[]},{"title":"Bad","tasks":[{"title":""}]}]}""";

        var import = await AcrossPlansHouse.RunAsync(person, "/plans/import", new { content });

        var error = Assert.Single(import.GetProperty("result").GetProperty("errors").EnumerateArray());
        Assert.Equal("$.plans[1].tasks[0].title", error.GetProperty("path").GetString());
        Assert.Empty((await person.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());
    }

    [Fact]
    public async Task A_copy_has_the_same_tree_under_ids_of_its_own()
    {
        using var person = _house.NewPerson();
        var planId = await CreatePlanAsync(person, "Launch");

        var duplicate = await AcrossPlansHouse.RunAsync(person, $"/plans/{planId}/duplicate", null);

        var copy = duplicate.GetProperty("result").GetProperty("plan_id").GetInt64();
        Assert.NotEqual(planId, copy);
        Assert.Equal((await AcrossPlansHouse.ShowAsync(person, planId)).Replace("Launch|", "Launch (copy)|", StringComparison.Ordinal), await AcrossPlansHouse.ShowAsync(person, copy));
        var named = await AcrossPlansHouse.RunAsync(person, $"/plans/{planId}/duplicate", new { title = "Second launch" });
        Assert.Equal("Second launch", named.GetProperty("result").GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_job_without_a_plan_keeps_its_log_in_the_shared_file_and_is_listed()
    {
        using var person = _house.NewPerson();
        var export = await AcrossPlansHouse.RunAsync(person, "/plans/export", new { plan_ids = new[] { await CreatePlanAsync(person, "P") } });
        var jobId = export.GetProperty("job_id").GetString();

        Assert.False(export.TryGetProperty("plan_id", out _));
        var listed = Assert.Single((await person.GetAsync(HttpStatusCode.OK, "/jobs?job_type=task_operation")).GetProperty("jobs").EnumerateArray());
        Assert.Equal((jobId, "export_plans"), (listed.GetProperty("job_id").GetString(), listed.GetProperty("mode").GetString()));
        var file = _house.Cluster.Data.Folder.SystemJobs;
        Assert.Equal(["job.queued", "job.started", "export.started", "export.plan", "export.finished"], PlanData.Query<string>(
            file, "SELECT json_extract(metadata_json, '$.code') FROM decomposition_job_logs WHERE job_id = @jobId ORDER BY seq", new { jobId }));
    }

    private static long OnlyPlanOf(JsonElement import) =>
        Assert.Single(import.GetProperty("result").GetProperty("plans").EnumerateArray()).GetProperty("plan_id").GetInt64();

    private static async Task<long> CreatePlanAsync(HttpClient person, string title)
    {
        var planId = (await person.PostAsync(HttpStatusCode.Created, "/plans", new { title, description = "For *two*,\nin spring.\n\n- cheap\r\n> quiet" })).GetProperty("plan_id").GetInt64();
        var pack = await person.AddTaskAsync(planId, new { title = "Pack [x] - everything", instruction = "1. shirts\n2. &amp; shoes\n\n```\ncode\n```" });
        var book = await person.AddTaskAsync(planId, new { title = "订票 # 1", instruction = "\tTab \u0007 bell " });
        var flight = await person.AddTaskAsync(planId, new { title = "Flight", parent_id = book });
        await person.AddTaskAsync(planId, new { title = "Seat", parent_id = flight, depends_on = new[] { pack } });
        await person.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{planId}/tasks/{pack}", new { status = "completed", effort_hours = 2.25 });
        await person.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{planId}/tasks/{flight}", new { status = "failed", effort_hours = 0 });
        return planId;
    }
}
