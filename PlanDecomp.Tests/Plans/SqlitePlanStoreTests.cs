using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Plans;

public sealed class SqlitePlanStoreTests : IDisposable
{
    private const string Anna = "guest:anna";
    private readonly PlanData _data = new();

    public void Dispose() => _data.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_reads_back_as_it_was_made_also_in_another_process()
    {
        var plan = await _data.Plans.CreateAsync(Anna, "组织 <b>team</b> trip", "three days", Ct);
        using var other = _data.OpenFiles();

        Assert.Equal(plan, await _data.Plans.FindAsync(plan.PlanId, Ct));
        Assert.Equal(plan, await _data.PlansOver(other).FindAsync(plan.PlanId, Ct));
        Assert.Null(await _data.Plans.FindAsync(plan.PlanId + 1, Ct));
    }

    [Fact]
    public async Task A_list_is_one_owners_newest_first_in_pages()
    {
        for (var i = 1; i <= 5; i++) await _data.Plans.CreateAsync(Anna, $"plan {i}", "", Ct);
        await _data.Plans.CreateAsync("guest:bert", "another's", "", Ct);

        var first = await _data.Plans.ListAsync(Anna, null, null, 2, Ct);
        var second = await _data.Plans.ListAsync(Anna, null, first.NextCursor, 2, Ct);
        var third = await _data.Plans.ListAsync(Anna, null, second.NextCursor, 2, Ct);

        Assert.Equal(["plan 5", "plan 4", "plan 3", "plan 2", "plan 1"], first.Plans.Concat(second.Plans).Concat(third.Plans).Select(p => p.Title));
        Assert.Null(third.NextCursor);
        await Assert.ThrowsAsync<PlanRuleException>(() => _data.Plans.ListAsync(Anna, null, "none", 2, Ct));
    }

    [Theory]
    [InlineData("ÜBUNG", "Übung")]
    [InlineData("团队", "Übung")]
    [InlineData("100%", "100% sure")]
    [InlineData("_", null)]
    public async Task A_search_finds_text_as_it_is_written_whatever_its_case(string search, string? found)
    {
        await _data.Plans.CreateAsync(Anna, "Übung", "组织团队旅行", Ct);
        await _data.Plans.CreateAsync(Anna, "100% sure", "", Ct);

        Assert.Equal(found is null ? [] : [found], (await _data.Plans.ListAsync(Anna, search, null, 9, Ct)).Plans.Select(p => p.Title));
    }

    [Fact]
    public async Task A_change_shows_in_the_plan_and_in_the_list()
    {
        var plan = await _data.Plans.CreateAsync(Anna, "old", "kept", Ct);
        _data.Time.Advance(TimeSpan.FromMinutes(3));

        var changed = await _data.Plans.UpdateAsync(plan.PlanId, new UpdatePlanRequest { Title = "new" }, Ct);

        Assert.Equal(plan with { Title = "new", UpdatedAt = plan.UpdatedAt.AddMinutes(3) }, changed);
        Assert.Equal(changed, Assert.Single((await _data.Plans.ListAsync(Anna, null, null, 9, Ct)).Plans));
        Assert.Null(await _data.Plans.UpdateAsync(99, new UpdatePlanRequest { Title = "x" }, Ct));
    }

    [Fact]
    public async Task A_deleted_plan_is_gone_everywhere_and_its_id_is_not_used_again()
    {
        using var other = _data.OpenFiles();
        var elsewhere = _data.PlansOver(other);
        var plan = await _data.Plans.CreateAsync(Anna, "gone", "", Ct);
        await elsewhere.ReadTreeAsync(plan.PlanId, Ct);
        AddJob(plan.PlanId, "running");

        Assert.True(await _data.Plans.DeleteAsync(plan.PlanId, Ct));

        Assert.False(await _data.Plans.DeleteAsync(plan.PlanId, Ct));
        Assert.Null(await elsewhere.FindAsync(plan.PlanId, Ct));
        Assert.Null(await elsewhere.ReadTreeAsync(plan.PlanId, Ct));
        Assert.Null(await elsewhere.AddTaskAsync(plan.PlanId, new CreateTaskRequest { Title = "late" }, Ct));
        Assert.Empty((await _data.Plans.ListAsync(Anna, null, null, 9, Ct)).Plans);
        Assert.Empty(PlanData.Query<string>(_data.Files.Folder.Main, "SELECT job_id FROM jobs"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_data.Path, "plans")));
        Assert.Equal(plan.PlanId + 1, (await _data.Plans.CreateAsync(Anna, "next", "", Ct)).PlanId);
    }

    [Fact]
    public async Task A_running_jobs_row_is_ended_before_the_plan_goes()
    {
        var plan = await _data.Plans.CreateAsync(Anna, "gone", "", Ct);
        var file = _data.Files.Folder.Plan(plan.PlanId);
        AddJob(plan.PlanId, "running");
        using var running = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        running.Open();
        running.Query<string>("SELECT status FROM decomposition_jobs");

        await _data.Plans.DeleteAsync(plan.PlanId, Ct);

        // A worker's connection that still stands on the file without a name finds its fence closed.
        Assert.Equal(["cancelled"], running.Query<string>("SELECT status FROM decomposition_jobs"));
    }

    [Fact]
    public async Task A_plan_whose_file_has_vanished_says_so_and_can_only_be_deleted()
    {
        var plan = await _data.Plans.CreateAsync(Anna, "vanished", "", Ct);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_data.Path, "plans"))) File.Delete(file);

        Assert.Equal((Anna, true), (await _data.Plans.FindAsync(plan.PlanId, Ct)) is { } found ? (found.Owner, found.FileMissing) : default);
        Assert.Equal(("vanished", true), Assert.Single((await _data.Plans.ListAsync(Anna, null, null, 9, Ct)).Plans) is var listed ? (listed.Title, listed.FileMissing) : default);
        Assert.Null(await _data.Plans.ReadTreeAsync(plan.PlanId, Ct));
        Assert.Null(await _data.Plans.FindTaskAsync(plan.PlanId, 1, Ct));
        Assert.False(await _data.Plans.DeleteTaskAsync(plan.PlanId, 1, Ct));
        Assert.Empty(_data.Files.Folder.PlanIds());

        Assert.True(await _data.Plans.DeleteAsync(plan.PlanId, Ct));

        Assert.Null(await _data.Plans.FindAsync(plan.PlanId, Ct));
        Assert.Empty((await _data.Plans.ListAsync(Anna, null, null, 9, Ct)).Plans);
        Assert.False(await _data.Plans.DeleteAsync(plan.PlanId, Ct));
    }

    [Fact]
    public async Task A_change_that_is_told_to_the_index_late_does_not_bring_a_deleted_plan_back()
    {
        var plan = await _data.Plans.CreateAsync(Anna, "deleted", "", Ct);
        var reading = (await _data.Index.ReadFileAsync(plan.PlanId, Ct))!;
        await _data.Plans.DeleteAsync(plan.PlanId, Ct);

        await _data.Index.PutAsync(reading, Ct);

        Assert.Empty(PlanData.Query<long>(_data.Files.Folder.Main, "SELECT plan_id FROM plans"));
    }

    [Fact]
    public async Task An_id_whose_file_exists_already_is_left_to_that_file()
    {
        OldFiles.Create(_data.Files.Folder.Plan(1));

        Assert.Equal(2, (await _data.Plans.CreateAsync(Anna, "mine", "", Ct)).PlanId);

        Assert.Equal(5, PlanData.Query<string>(_data.Files.Folder.Plan(1), "SELECT message FROM decomposition_job_logs").Count);
    }

    [Fact]
    public async Task A_creation_that_was_cut_off_is_in_no_list_and_is_completed_or_taken_back()
    {
        await _data.Plans.CreateAsync(Anna, "whole", "", Ct);
        var withFile = await _data.Plans.CreateAsync(Anna, "cut off late", "", Ct);
        PlanData.Execute(_data.Files.Folder.Main, "UPDATE plans SET ready = 0, counted_at = NULL WHERE plan_id = @PlanId", new { withFile.PlanId });
        PlanData.Execute(_data.Files.Folder.Main, """
            INSERT INTO plans (owner, title, ready, created_at, updated_at) SELECT owner, 'cut off at once', 0, created_at, created_at FROM plans LIMIT 1
            """);
        await _data.Files.CreateAsync(_data.Files.Folder.Plan(withFile.PlanId + 1), Ct);

        await _data.Index.HealAsync(Ct);
        Assert.Equal(["whole"], (await _data.Plans.ListAsync(Anna, null, null, 9, Ct)).Plans.Select(p => p.Title));
        Assert.Equal(3, PlanData.Query<long>(_data.Files.Folder.Main, "SELECT plan_id FROM plans").Count);

        _data.Time.Advance(TimeSpan.FromSeconds(61));
        await _data.Index.HealAsync(Ct);
        Assert.Equal(["cut off late", "whole"], (await _data.Plans.ListAsync(Anna, null, null, 9, Ct)).Plans.Select(p => p.Title));
        Assert.Equal(2, PlanData.Query<long>(_data.Files.Folder.Main, "SELECT plan_id FROM plans").Count);
        Assert.Equal([1L, 2], _data.Files.Folder.PlanIds());
    }

    [Fact]
    public async Task A_deletion_that_was_cut_off_is_completed()
    {
        var plan = await _data.Plans.CreateAsync(Anna, "half gone", "", Ct);
        PlanData.Execute(_data.Files.Folder.Main, "UPDATE plans SET ready = -1");
        Assert.Empty((await _data.Plans.ListAsync(Anna, null, null, 9, Ct)).Plans);

        _data.Time.Advance(TimeSpan.FromSeconds(61));
        await _data.Index.HealAsync(Ct);

        Assert.Null(await _data.Plans.FindAsync(plan.PlanId, Ct));
        Assert.Empty(PlanData.Query<long>(_data.Files.Folder.Main, "SELECT plan_id FROM plans"));
    }

    [Fact]
    public async Task A_plan_that_is_deleted_while_its_file_is_away_does_not_come_back_with_it()
    {
        var (deleted, stays) = (await _data.Plans.CreateAsync(Anna, "deleted", "", Ct), await _data.Plans.CreateAsync(Anna, "stays", "", Ct));
        var (file, away) = (_data.Files.Folder.Plan(deleted.PlanId), Path.Combine(_data.Path, "away"));
        SqliteCopy.Make(file, away, TimeSpan.FromSeconds(1));
        await _data.Files.DeleteAsync(file, Ct);
        await _data.Plans.DeleteAsync(deleted.PlanId, Ct);
        _data.Time.Advance(TimeSpan.FromSeconds(61));
        await _data.Index.HealAsync(Ct);

        File.Move(away, file);
        await _data.Rebuild.RunAsync(null, Ct);

        Assert.Equal([stays.PlanId], await new OwnReindex(_data.Files, _data.Index, _data.Time).PlansAsync(Anna, Ct));
        Assert.Equal("stays", Assert.Single((await _data.Plans.ListAsync(Anna, null, null, 9, Ct)).Plans).Title);
        await _data.Index.HealAsync(Ct);
        Assert.Equal([stays.PlanId], _data.Files.Folder.PlanIds());
        Assert.Equal([stays.PlanId], PlanData.Query<long>(_data.Files.Folder.Main, "SELECT plan_id FROM plans"));
    }

    [Fact]
    public async Task A_list_counts_the_tasks_that_a_job_has_added()
    {
        var plan = await _data.Plans.CreateAsync(Anna, "grows", "", Ct);
        AddJob(plan.PlanId, "running");
        await AddAsJobAsync(plan.PlanId, "one");
        Assert.Equal(1, await ListedCountAsync());

        _data.Time.Advance(TimeSpan.FromSeconds(1));
        await AddAsJobAsync(plan.PlanId, "two");
        PlanData.Execute(_data.Files.Folder.Main, "UPDATE jobs SET status = 'succeeded', finished_at = @at", new { at = SqliteTime.Write(_data.Time.GetUtcNow()) });
        Assert.Equal(2, await ListedCountAsync());

        // Settled: the index alone knows it now.
        _data.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await ListedCountAsync());
        Assert.Equal([2], PlanData.Query<int>(_data.Files.Folder.Main, "SELECT task_count FROM plans"));
    }

    [Fact]
    public async Task Reading_a_tree_corrects_the_index()
    {
        var plan = await _data.Plans.CreateAsync(Anna, "grows", "", Ct);
        _data.Time.Advance(TimeSpan.FromSeconds(1));
        await AddAsJobAsync(plan.PlanId, "one");

        Assert.Equal(1, (await _data.Plans.ReadTreeAsync(plan.PlanId, Ct))!.Plan.TaskCount);

        Assert.Equal([1], PlanData.Query<int>(_data.Files.Folder.Main, "SELECT task_count FROM plans"));
    }

    private async Task<int> ListedCountAsync() => Assert.Single((await _data.Plans.ListAsync(Anna, null, null, 9, Ct)).Plans).TaskCount;

    private Task<IReadOnlyList<PlanTask>> AddAsJobAsync(long planId, string title) => _data.Files.WriteAsync(_data.Files.Folder.Plan(planId), connection =>
        PlanTaskWrites.AddChildren(connection, planId, null, [new NewTask(title, "", [])], "job-1", _data.Time.GetUtcNow()), Ct);

    private void AddJob(long planId, string status)
    {
        PlanData.Execute(_data.Files.Folder.Plan(planId), "INSERT INTO decomposition_jobs (job_id, mode, status) VALUES ('job-1', 'plan_bfs', @status)", new { status });
        PlanData.Execute(_data.Files.Folder.Main, """
            INSERT INTO jobs (job_id, plan_id, owner, job_type, mode, status, created_at) VALUES ('job-1', @planId, 'guest:anna', 'plan_decompose', 'plan_bfs', @status, 'now')
            """, new { planId, status });
    }
}
