using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Tests.AcrossPlans;

/// <summary>What the routes refuse, whom they serve, and what they keep. No worker runs unless a test starts one.</summary>
/// <param name="redis">For the house of each test.</param>
/// <param name="refusing">A house for all requests that are refused: nothing is ever stored there.</param>
public sealed class AcrossPlansEndpointTests(RedisServer redis, AcrossPlansHouse refusing) : IClassFixture<AcrossPlansHouse>, IAsyncDisposable
{
    private readonly AcrossPlansHouse _house = new(redis);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DataFolder Folder => _house.Cluster.Data.Folder;

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("/plans/export", "{}", "plan_ids")]
    [InlineData("/plans/export", """{"plan_ids":[],"format":"json"}""", "plan_ids")]
    [InlineData("/plans/export", """{"plan_ids":[1],"all":true}""", "plan_ids")]
    [InlineData("/plans/export", """{"plan_ids":[999]}""", "plan_ids")]
    [InlineData("/plans/export", """{"plan_ids":[-1]}""", "plan_ids")]
    [InlineData("/plans/export", """{"all":true,"format":"pdf"}""", "format")]
    [InlineData("/plans/export", """{"all":true,"zip":true}""", "zip")]
    [InlineData("/plans/import", "{}", "content")]
    [InlineData("/plans/import", """{"content":"  "}""", "content")]
    [InlineData("/plans/import", """{"content":"no Base64!","format":"zip"}""", "content")]
    [InlineData("/plans/import", """{"content":"- a","format":"xml"}""", "format")]
    [InlineData("/plans/import", """{"content":"- a","title":" "}""", "title")]
    [InlineData("/plans/import", """{"content":"- a","name":"x"}""", "name")]
    public async Task A_wrong_field_is_named(string path, string body, string field)
    {
        using var person = refusing.NewPerson();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await person.PostAsync(path, content, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal([field], problem.Fields());
        Assert.Empty(Directory.EnumerateFiles(refusing.Cluster.Data.Folder.Uploads));
    }

    [Fact]
    public async Task Nothing_of_anothers_can_be_exported_copied_or_fetched()
    {
        await _house.StartWorkerAsync();
        using var anna = _house.NewPerson();
        using var bert = _house.NewPerson();
        var planId = await anna.CreatePlanAsync("Anna's");
        var export = await AcrossPlansHouse.RunAsync(anna, "/plans/export", new { all = true });
        var jobId = export.GetProperty("job_id").GetString();

        await bert.PostAsync(HttpStatusCode.BadRequest, "/plans/export", new { plan_ids = new[] { planId } });
        await bert.SendAsync(HttpStatusCode.NotFound, HttpMethod.Post, $"/plans/{planId}/duplicate");
        await bert.GetAsync(HttpStatusCode.NotFound, $"/jobs/{jobId}/file");
        var all = await AcrossPlansHouse.RunAsync(bert, "/plans/export", new { all = true });

        Assert.Equal(("failed", "There is no plan to export."), (all.GetProperty("status").GetString(), all.GetProperty("error").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await AcrossPlansHouse.FileAsync(anna, export)).StatusCode);
    }

    [Fact]
    public async Task A_repeat_under_the_same_key_gets_the_same_job_and_another_request_is_refused()
    {
        using var person = _house.NewPerson();
        person.DefaultRequestHeaders.Add("Idempotency-Key", "once");

        var first = await person.PostAsync(HttpStatusCode.Accepted, "/plans/import", new { content = "- a" });
        var again = await person.PostAsync(HttpStatusCode.Accepted, "/plans/import", new { content = "- a" });
        await person.PostAsync(HttpStatusCode.UnprocessableEntity, "/plans/import", new { content = "- b" });
        await person.SendAsync(HttpStatusCode.UnprocessableEntity, HttpMethod.Post, "/plans/reindex");

        Assert.Equal(first.GetProperty("job_id").GetString(), again.GetProperty("job_id").GetString());
        Assert.Equal([first.GetProperty("job_id").GetString()], Directory.EnumerateFiles(Folder.Uploads).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_import_whose_store_fails_past_the_booking_keeps_its_document_and_a_repeat_under_its_key_finds_it_alive()
    {
        _house.Settings["Storage:BusyTimeout"] = "00:00:00.1";
        using var person = _house.NewPerson();
        await person.SendAsync(HttpStatusCode.Accepted, HttpMethod.Post, "/plans/reindex");
        person.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        using (TestData.Lock(Folder.SystemJobs)) await person.PostAsync(HttpStatusCode.InternalServerError, "/plans/import", new { content = "- a" });
        await _house.StartWorkerAsync();

        var import = await AcrossPlansHouse.RunAsync(person, "/plans/import", new { content = "- a" });

        Assert.Equal("succeeded", import.GetProperty("status").GetString());
        Assert.Single((await person.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());
    }

    [Fact]
    public async Task An_import_that_could_not_be_booked_leaves_neither_document_nor_key_behind()
    {
        _house.Settings["Storage:BusyTimeout"] = "00:00:00.1";
        using var person = _house.NewPerson();
        await person.CreatePlanAsync("so that the files are there");
        person.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        using (TestData.Lock(Folder.Main)) await person.PostAsync(HttpStatusCode.InternalServerError, "/plans/import", new { content = "- a" });
        Assert.Empty(Directory.EnumerateFiles(Folder.Uploads));

        await person.PostAsync(HttpStatusCode.Accepted, "/plans/import", new { content = "- b" });
    }

    [Fact]
    public async Task The_file_is_a_conflict_before_the_end_and_gone_when_it_is_kept_no_more()
    {
        using var person = _house.NewPerson();
        await person.CreatePlanAsync("P");
        var jobId = (await person.PostAsync(HttpStatusCode.Accepted, "/plans/export", new { all = true })).GetProperty("job_id").GetString()!;
        await person.GetAsync(HttpStatusCode.Conflict, $"/jobs/{jobId}/file");
        await _house.StartWorkerAsync();
        await AcrossPlansHouse.EndOfAsync(person, jobId);

        File.Delete(Path.Combine(Folder.Exports, $"{jobId}.json"));

        await person.GetAsync(HttpStatusCode.Gone, $"/jobs/{jobId}/file");
        var import = await AcrossPlansHouse.RunAsync(person, "/plans/import", new { content = "- a" });
        await person.GetAsync(HttpStatusCode.NotFound, $"/jobs/{import.GetProperty("job_id").GetString()}/file");
        await person.GetAsync(HttpStatusCode.NotFound, "/jobs/nosuchjob/file");
    }

    [Fact]
    public async Task A_document_may_be_larger_than_other_bodies_up_to_its_own_limit()
    {
        _house.Settings["Import:MaxBytes"] = "600000";
        using var person = _house.NewPerson();

        await person.PostAsync(HttpStatusCode.Accepted, "/plans/import", new { content = $"- a\n  {new string('x', 500_000)}" });
        await person.PostAsync(HttpStatusCode.RequestEntityTooLarge, "/plans/import", new { content = new string('x', 700_000) });
        await person.PostAsync(HttpStatusCode.RequestEntityTooLarge, "/plans", new { title = new string('x', 500_000) });
    }

    [Fact]
    public async Task Files_of_jobs_are_readable_by_their_account_alone_and_tidied_away()
    {
        using var person = _house.NewPerson();
        await person.CreatePlanAsync("P");
        var worker = await _house.StartWorkerAsync(services => services.PostConfigure<PlanDecomp.Plans.Documents.ExportOptions>(export => export.KeepFor = TimeSpan.FromDays(2)));
        var kept = await AcrossPlansHouse.RunAsync(person, "/plans/export", new { all = true });
        var old = await AcrossPlansHouse.RunAsync(person, "/plans/export", new { all = true });
        var import = await AcrossPlansHouse.RunAsync(person, "/plans/import", new { content = "- a" });
        string[] stray = [Path.Combine(Folder.Exports, "nosuchjob.zip"), Path.Combine(Folder.Uploads, "nosuchjob"), Path.Combine(Folder.Exports, $"{IdOf(kept)}.json.abc.part")];
        foreach (var path in stray) await File.WriteAllTextAsync(path, "x", Ct);
        var young = Path.Combine(Folder.Uploads, "notsubmittedyet");
        await File.WriteAllTextAsync(young, "x", Ct);
        foreach (var path in stray.Append(Path.Combine(Folder.Exports, $"{IdOf(old)}.json"))) File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-3));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder.Uploads, IdOf(import))));

        await worker.Services.GetServices<IHostedService>().OfType<JobFilesCleanup>().Single().CleanAsync(Ct);

        Assert.Equal([Path.Combine(Folder.Exports, $"{IdOf(kept)}.json"), young], Directory.EnumerateFiles(Folder.Exports).Concat(Directory.EnumerateFiles(Folder.Uploads)));
    }

    [Fact]
    public async Task A_reindex_runs_while_the_app_does()
    {
        await _house.StartWorkerAsync();
        using var person = _house.NewPerson();
        var planId = await person.CreatePlanAsync("P");
        await person.AddTaskAsync(planId, new { title = "a" });
        PlanData.Execute(Folder.Main, "UPDATE plans SET title = 'wrong', task_count = 9, counted_at = NULL");

        var reindex = await AcrossPlansHouse.RunAsync(person, "/plans/reindex", null);

        var result = reindex.GetProperty("result");
        Assert.Equal((1, 1), (result.GetProperty("plans").GetInt32(), result.GetProperty("corrected_plans").GetInt32()));
        Assert.Equal(["P|1"], PlanData.Query<string>(Folder.Main, "SELECT title || '|' || task_count FROM plans"));
        await AcrossPlansHouse.RunAsync(person, "/plans/import", new { content = "- a" });
        var again = (await AcrossPlansHouse.RunAsync(person, "/plans/reindex", null)).GetProperty("result");
        Assert.Equal((2, 3, 0), (again.GetProperty("plans").GetInt32(), again.GetProperty("jobs").GetInt32(), again.GetProperty("corrected_plans").GetInt32()));
    }

    private static string IdOf(JsonElement job) => job.GetProperty("job_id").GetString()!;
}
