using Microsoft.Extensions.Logging.Abstractions;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Plans;

public sealed class IndexRebuildTests : IDisposable
{
    private const string PlanColumns = "plan_id || owner || title || description || ready || task_count || created_at || updated_at";
    private readonly PlanData _data = new();

    public void Dispose() => _data.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Main => Path.Combine(_data.Path, "main.sqlite");

    [Fact]
    public async Task A_lost_index_comes_back_as_it_was()
    {
        var plans = _data.Plans;
        for (var i = 1; i <= 3; i++)
        {
            var plan = await plans.CreateAsync($"guest:{i}", $"plan {i}", "words", Ct);
            await plans.AddTaskAsync(plan.PlanId, new CreateTaskRequest { Title = "task" }, Ct);
        }

        var before = PlanData.Query<string>(Main, $"SELECT {PlanColumns} FROM plans ORDER BY plan_id");
        var files = LoseIndex();

        var report = await Rebuild(files).RunIfMissingAsync(Ct);

        Assert.Equal(3, report!.Plans);
        Assert.Equal(before, PlanData.Query<string>(Main, $"SELECT {PlanColumns} FROM plans ORDER BY plan_id"));
        Assert.Null(await Rebuild(files).RunIfMissingAsync(Ct));
        Assert.Equal(4, (await Store(files).CreateAsync("guest:4", "next", "", Ct)).PlanId);
    }

    [Fact]
    public async Task Old_files_get_a_plan_and_their_jobs_a_place_in_the_index()
    {
        OldFiles.Create(_data.Files.Folder.Plan(40), "a", "b");
        OldFiles.Create(_data.Files.Folder.SystemJobs, "c", "d");

        var report = await _data.Rebuild.RunAsync("guest:anna", Ct);

        Assert.Equal((1, 4), (report.Plans, report.Jobs));
        Assert.Equal("Plan 40", Assert.Single((await _data.Plans.ListAsync("guest:anna", null, null, 9, Ct)).Plans).Title);
        Assert.Equal(
            ["a|40|guest:anna|plan_decompose|plan_bfs|succeeded", "b|40|guest:anna|plan_decompose|single_node|failed",
                "c|-|guest:anna|plan_decompose|plan_bfs|succeeded", "d|-|guest:anna|plan_decompose|single_node|failed"],
            PlanData.Query<string>(Main, "SELECT job_id || '|' || coalesce(plan_id, '-') || '|' || owner || '|' || job_type || '|' || mode || '|' || status FROM jobs ORDER BY job_id"));
        Assert.All(PlanData.Query<string>(Main, "SELECT created_at FROM jobs UNION SELECT finished_at FROM jobs"), time => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", time));
        Assert.Equal(["guest:anna"], PlanData.Query<string>(_data.Files.Folder.Plan(40), "SELECT DISTINCT owner FROM decomposition_jobs"));
        Assert.Equal(5, PlanData.Query<string>(_data.Files.Folder.Plan(40), "SELECT message FROM decomposition_job_logs").Count);
        Assert.Equal(41, (await _data.Plans.CreateAsync("guest:anna", "next", "", Ct)).PlanId);
    }

    [Fact]
    public async Task Old_files_found_at_start_belong_to_no_one_until_someone_is_named()
    {
        OldFiles.Create(_data.Files.Folder.Plan(40));

        await _data.Rebuild.RunIfMissingAsync(Ct);
        Assert.Equal([""], PlanData.Query<string>(Main, "SELECT owner FROM plans"));

        await _data.Rebuild.RunAsync("guest:anna", Ct);
        Assert.Equal(["guest:anna"], PlanData.Query<string>(Main, "SELECT DISTINCT owner FROM plans UNION SELECT DISTINCT owner FROM jobs"));
    }

    [Fact]
    public async Task A_begun_submission_is_kept_and_one_that_its_file_holds_is_done()
    {
        var plan = await _data.Plans.CreateAsync("guest:anna", "plan", "", Ct);
        const string insert = """
            INSERT INTO jobs (job_id, plan_id, owner, job_type, mode, status, intent_json, created_at)
            VALUES (@id, @PlanId, 'guest:anna', 'plan_decompose', 'plan_bfs', 'queued', @intent, 'now')
            """;
        PlanData.Execute(Main, insert, new { id = "begun", plan.PlanId, intent = "{}" });
        PlanData.Execute(Main, insert, new { id = "stored", plan.PlanId, intent = "{}" });
        PlanData.Execute(Main, insert, new { id = "ghost", plan.PlanId, intent = (string?)null });
        PlanData.Execute(_data.Files.Folder.Plan(plan.PlanId), "INSERT INTO decomposition_jobs (job_id, mode, status, owner) VALUES ('stored', 'plan_bfs', 'running', 'guest:anna')");

        await _data.Rebuild.RunAsync(null, Ct);

        Assert.Equal(
            ["begun queued {}", "stored running -"],
            PlanData.Query<string>(Main, "SELECT job_id || ' ' || status || ' ' || coalesce(intent_json, '-') FROM jobs ORDER BY job_id"));
    }

    [Fact]
    public async Task A_spoilt_file_is_named_and_keeps_no_other_out()
    {
        var good = await _data.Plans.CreateAsync("guest:anna", "good", "", Ct);
        await File.WriteAllTextAsync(_data.Files.Folder.Plan(7), "this is no database, but it is long enough to be looked at as one", Ct);
        PlanData.Execute(_data.Files.Folder.Plan(8), "PRAGMA user_version = 99");

        var report = await _data.Rebuild.RunAsync(null, Ct);

        Assert.Equal([_data.Files.Folder.Plan(7), _data.Files.Folder.Plan(8)], report.Skipped.Select(s => s.Path));
        Assert.Equal([good.PlanId], PlanData.Query<long>(Main, "SELECT plan_id FROM plans"));
    }

    [Fact]
    public async Task A_folder_that_is_away_costs_no_plan_and_no_job_its_row()
    {
        var (first, second) = (await _data.Plans.CreateAsync("guest:anna", "first", "", Ct), await _data.Plans.CreateAsync("guest:anna", "second", "", Ct));
        AddJobRow("kept", first.PlanId);
        var files = _data.OpenFiles();
        _data.Files.Dispose();
        var folder = Path.Combine(_data.Path, "plans");
        Directory.Move(folder, folder + ".away");
        Directory.CreateDirectory(folder);

        var report = await Rebuild(files).RunAsync(null, Ct);

        Assert.Equal([first.PlanId, second.PlanId], PlanData.Query<long>(Main, "SELECT plan_id FROM plans ORDER BY plan_id"));
        Assert.Equal(["kept"], PlanData.Query<string>(Main, "SELECT job_id FROM jobs"));
        Assert.Equal([(files.Folder.Plan(first.PlanId), "The file is missing."), (files.Folder.Plan(second.PlanId), "The file is missing.")], report.Skipped.Select(s => (s.Path, s.Reason)));
    }

    [Fact]
    public async Task A_spoilt_file_keeps_the_rows_it_had()
    {
        var plan = await _data.Plans.CreateAsync("guest:anna", "spoilt later", "", Ct);
        await _data.Plans.CreateAsync("guest:anna", "good", "", Ct);
        AddJobRow("kept", plan.PlanId);
        var files = _data.OpenFiles();
        _data.Files.Dispose();
        await File.WriteAllTextAsync(files.Folder.Plan(plan.PlanId), "this is no database, but it is long enough to be looked at as one", Ct);
        foreach (var suffix in (string[])["-wal", "-shm"]) File.Delete(files.Folder.Plan(plan.PlanId) + suffix);

        Assert.Single((await Rebuild(files).RunAsync(null, Ct)).Skipped);

        Assert.Equal(["spoilt later", "good"], PlanData.Query<string>(Main, "SELECT title FROM plans ORDER BY plan_id"));
        Assert.Equal(["kept"], PlanData.Query<string>(Main, "SELECT job_id FROM jobs"));
    }

    [Fact]
    public async Task A_file_that_is_gone_from_a_folder_that_is_well_takes_its_rows_along()
    {
        var gone = await _data.Plans.CreateAsync("guest:anna", "gone", "", Ct);
        var stays = await _data.Plans.CreateAsync("guest:anna", "stays", "", Ct);
        AddJobRow("gone too", gone.PlanId);
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(_data.Files.Folder.Plan(gone.PlanId) + suffix);

        Assert.Empty((await _data.Rebuild.RunAsync(null, Ct)).Skipped);

        Assert.Equal([stays.PlanId], PlanData.Query<long>(Main, "SELECT plan_id FROM plans"));
        Assert.Empty(PlanData.Query<string>(Main, "SELECT job_id FROM jobs"));
    }

    [Fact]
    public async Task Instances_that_start_together_rebuild_once()
    {
        for (var i = 0; i < 3; i++) await _data.Plans.CreateAsync("guest:anna", "plan", "", Ct);
        LoseIndex();

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Rebuild(_data.OpenFiles())).ToList()
            .Select(rebuild => Task.Run(() => rebuild.RunIfMissingAsync(Ct), Ct)));

        Assert.Equal(3, Assert.Single(reports, report => report is not null)!.Plans);
        Assert.Equal(3, PlanData.Query<long>(Main, "SELECT plan_id FROM plans").Count);
    }

    [Fact]
    public async Task A_rebuild_that_was_cut_off_is_done_again()
    {
        await _data.Plans.CreateAsync("guest:anna", "plan", "", Ct);
        PlanData.Execute(Main, "DELETE FROM plans");
        await File.WriteAllTextAsync(Path.Combine(_data.Path, "reindex.lock"), "b", Ct);

        Assert.Equal(1, (await _data.Rebuild.RunIfMissingAsync(Ct))!.Plans);
        Assert.Null(await _data.Rebuild.RunIfMissingAsync(Ct));
    }

    [Fact]
    public async Task An_empty_folder_needs_no_rebuild() => Assert.Null(await _data.Rebuild.RunIfMissingAsync(Ct));

    private void AddJobRow(string id, long planId) => PlanData.Execute(Main, """
        INSERT INTO jobs (job_id, plan_id, owner, job_type, mode, status, created_at) VALUES (@id, @planId, 'guest:anna', 'plan_decompose', 'plan_bfs', 'succeeded', 'now')
        """, new { id, planId });

    /// <summary>Opens the folder anew, as after a restart without <c>main.sqlite</c>.</summary>
    private SqliteFiles LoseIndex()
    {
        _data.Files.Dispose();
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(Main + suffix);
        return _data.OpenFiles();
    }

    private IndexRebuild Rebuild(SqliteFiles files) => new(files, _data.Time, NullLogger<IndexRebuild>.Instance);

    private SqlitePlanStore Store(SqliteFiles files) => _data.PlansOver(files, new PlanIndex(files, _data.Time, NullLogger<PlanIndex>.Instance));
}
