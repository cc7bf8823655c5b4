using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Jobs.Retention;

public sealed class JobRetentionTests(RedisServer redis) : IAsyncDisposable
{
    private readonly RetentionHouse _house = new(redis);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Lines_go_by_age_and_what_came_of_the_job_stays()
    {
        _house.Options.LinesAfter = TimeSpan.FromDays(30);
        var old = await _house.EndedAsync(lines: 5, planId: 3);
        _house.Time.Advance(TimeSpan.FromDays(31));
        var young = await _house.EndedAsync(lines: 4, planId: 3);

        var report = await _house.RunAsync();

        Assert.Equal((1, 5, 0), (report.JobsWithoutLines, report.Lines, report.Jobs));
        var kept = (await _house.Store.FindAsync(old.JobId, Ct))!;
        Assert.Equal((JobStatus.Succeeded, 5, 3, "3"), (kept.Status, kept.LastSeq, kept.Stats!.Created, kept.Result!.Value.GetProperty("created").GetRawText()));
        Assert.Equal(new LogRemoval(5, _house.Time.GetUtcNow()), kept.LogRemoved);
        var page = (await _house.Store.ReadLogAsync(old.JobId, new JobLogQuery { After = 0 }, Ct))!;
        Assert.Equal((0, kept.LogRemoved, false), (page.Entries.Count, page.Removed, page.HasOlder));
        Assert.Equal([1, 2, 3, 4], await _house.NumbersAsync(young.JobId));
        Assert.Null((await _house.Store.FindAsync(young.JobId, Ct))!.LogRemoved);
        Assert.Equal((false, true), (await _house.HasStreamAsync(old.JobId), await _house.HasStreamAsync(young.JobId)));
        Assert.Equal(0, (await _house.RunAsync()).JobsWithoutLines);
    }

    [Fact]
    public async Task Above_the_number_a_plan_keeps_the_oldest_lines_of_ended_jobs_go_and_what_is_left_has_no_gap()
    {
        _house.Options.LinesPerPlan = 10;
        var first = await _house.EndedAsync(lines: 6, planId: 3);
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await _house.EndedAsync(lines: 6, planId: 3);
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        var third = await _house.EndedAsync(lines: 6, planId: 3);
        var elsewhere = await _house.EndedAsync(lines: 9, planId: 4);

        var report = await _house.RunAsync();

        Assert.Equal((2, 8), (report.JobsWithoutLines, report.Lines));
        Assert.Empty(await _house.NumbersAsync(first.JobId));
        Assert.Equal([3, 4, 5, 6], await _house.NumbersAsync(second.JobId));
        Assert.Equal(2, (await _house.Store.FindAsync(second.JobId, Ct))!.LogRemoved!.Through);
        Assert.Equal(6, (await _house.NumbersAsync(third.JobId)).Count);
        Assert.Equal(9, (await _house.NumbersAsync(elsewhere.JobId)).Count);
    }

    [Fact]
    public async Task Lines_of_a_job_at_work_count_and_stay()
    {
        _house.Options.LinesPerPlan = 10;
        var ended = await _house.EndedAsync(lines: 6, planId: 3);
        var atWork = await _house.Store.SubmitAsync(TestCluster.NewJob() with { PlanId = 3 }, Ct);
        var claimed = Assert.IsType<ClaimResult.Claimed>(await _house.Store.ClaimAsync(atWork.Job.JobId, "w", Ct));
        await _house.Store.WriteAsync(claimed.Fence, new RunWrite { Lines = [.. Enumerable.Range(0, 19).Select(i => new NewLogLine(_house.Time.GetUtcNow(), JobLogLevel.Info, $"{i}", null))] }, Ct);
        await _house.EndedAsync(lines: 6, planId: 3);

        var report = await _house.RunAsync();

        Assert.Equal(12, report.Lines);
        Assert.Empty(await _house.NumbersAsync(ended.JobId));
        Assert.Equal(20, (await _house.NumbersAsync(atWork.Job.JobId)).Count);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_go_and_changes_nothing()
    {
        _house.Options.LinesAfter = TimeSpan.FromDays(30);
        _house.Options.JobsAfter = TimeSpan.FromDays(60);
        var oldest = await _house.EndedAsync(lines: 3);
        await File.WriteAllTextAsync(_house.JobFiles.Export(oldest.JobId, "json"), "{}", Ct);
        _house.Time.Advance(TimeSpan.FromDays(31));
        var old = await _house.EndedAsync(lines: 5);
        _house.Time.Advance(TimeSpan.FromDays(31));

        var would = await _house.RunAsync(dryRun: true);

        Assert.Equal((true, 1, 8, 1, 1), (would.DryRun, would.JobsWithoutLines, would.Lines, would.Jobs, would.Files));
        Assert.Equal(3, (await _house.NumbersAsync(oldest.JobId)).Count);
        Assert.Equal(5, (await _house.NumbersAsync(old.JobId)).Count);
        Assert.True(await _house.HasStreamAsync(oldest.JobId));
        var did = await _house.RunAsync();
        Assert.Equal(would with { DryRun = false, Bytes = did.Bytes, Orphans = did.Orphans }, did);
    }

    [Fact]
    public async Task A_job_goes_with_its_index_row_stream_export_and_upload_in_one_batch()
    {
        _house.Options.JobsAfter = TimeSpan.FromDays(30);
        var old = await _house.EndedAsync(lines: 3);
        await File.WriteAllTextAsync(_house.JobFiles.Export(old.JobId, "json"), "{}", Ct);
        await File.WriteAllTextAsync(_house.JobFiles.Upload(old.JobId), "{}", Ct);
        _house.Time.Advance(TimeSpan.FromDays(31));

        var report = await _house.RunAsync();

        Assert.Equal((1, 3, 2), (report.Jobs, report.Lines, report.Files));
        Assert.Null(await _house.Store.FindAsync(old.JobId, Ct));
        Assert.Empty((await _house.Store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner }, Ct)).Jobs);
        Assert.Empty(_house.JobFiles.All());
        Assert.False(await _house.HasStreamAsync(old.JobId));
    }

    [Fact]
    public async Task Without_a_second_age_no_job_goes()
    {
        _house.Options.LinesAfter = TimeSpan.FromDays(1);
        var old = await _house.EndedAsync(lines: 3);
        _house.Time.Advance(TimeSpan.FromDays(36_000));

        Assert.Equal(0, (await _house.RunAsync()).Jobs);
        Assert.NotNull(await _house.Store.FindAsync(old.JobId, Ct));
    }

    [Fact]
    public async Task Only_one_is_at_it()
    {
        using (FolderLock.TryTake(Path.Combine(_house.Data.Root, "retention.lock")))
        {
            Assert.Null(await _house.Retention.RunAsync(dryRun: false, isThorough: false, Ct));
        }

        Assert.NotNull(await _house.Retention.RunAsync(dryRun: false, isThorough: false, Ct));
    }

    [Fact]
    public async Task One_cut_off_in_the_middle_leaves_no_gap_and_the_next_goes_on()
    {
        _house.Options.JobsAfter = TimeSpan.FromDays(30);
        var old = await _house.EndedAsync(lines: 10_000, planId: 3);
        _house.Time.Advance(TimeSpan.FromDays(31));
        var due = Assert.Single(await _house.Store.ExpiredJobsAsync(new ExpiryRules(null, null, _house.Time.GetUtcNow()), Ct));

        // Between two of its transactions.
        await _house.Store.RemoveLinesAsync(new ExpiredLines(old.JobId, 3, 1, 4_000), Ct);
        Assert.Equal(4_001, (await _house.NumbersAsync(old.JobId))[0]);
        Assert.Equal(4_000, (await _house.Store.FindAsync(old.JobId, Ct))!.LogRemoved!.Through);

        // Between its files and its row.
        await Assert.ThrowsAsync<OperationCanceledException>(() => _house.Store.RemoveJobAsync(due, () => throw new OperationCanceledException(), Ct));
        Assert.NotNull(await _house.Store.FindAsync(old.JobId, Ct));

        // Between its row and the index's.
        PlanData.Execute(_house.Files.Folder.Plan(3), "DELETE FROM decomposition_jobs");
        var report = await _house.RunAsync();

        Assert.Equal(1, report.Jobs);
        Assert.Empty((await _house.Store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner }, Ct)).Jobs);
    }

    [Fact]
    public async Task What_belongs_to_nothing_is_found_and_said_and_only_what_no_one_can_need_goes()
    {
        var kept = await _house.EndedAsync(lines: 2, planId: 3);
        var lost = await _house.EndedAsync(lines: 2);
        PlanData.Execute(_house.Files.Folder.SystemJobs, "DELETE FROM decomposition_job_logs; DELETE FROM decomposition_jobs");
        var orphan = _house.JobFiles.Export("nobodysjob", "json");
        await File.WriteAllTextAsync(orphan, "{}", Ct);
        File.SetLastWriteTimeUtc(orphan, _house.Time.GetUtcNow().UtcDateTime.AddDays(-1));
        await _house.Streams.PublishAsync("nobodysstream", [PlanDecomp.Jobs.LogStream.StreamedEvents.Create(
            new JobStreamEvent { JobId = "nobodysstream", Status = JobStatus.Running, Event = new JobLogEntry(1, _house.Time.GetUtcNow(), JobLogLevel.Info, "x", null) })]);
        PlanData.Execute(_house.Files.Folder.Main, "INSERT INTO plans (plan_id, owner, title, ready, created_at, updated_at) VALUES (9, 'o', 't', 1, '2026', '2026')");

        var would = (await _house.RunAsync(dryRun: true)).Orphans;
        var did = (await _house.RunAsync()).Orphans;

        Assert.Equal(["nobodysjob.json"], would.Files);
        Assert.Equal([lost.JobId], would.Rows);
        Assert.Equal(["nobodysstream"], would.Streams);
        Assert.Equal(["plan_3.sqlite"], would.PlanFiles);
        Assert.Equal([9], would.PlansWithoutFile);
        Assert.Equal(would.Files.Concat(would.Rows), did.Files.Concat(did.Rows));

        // The lost job's own stream is without a job once its row is gone.
        Assert.Equal(would.Streams!.Append(lost.JobId).Order(StringComparer.Ordinal), did.Streams!);
        Assert.False(File.Exists(orphan));
        Assert.NotNull(await _house.Store.FindAsync(kept.JobId, Ct));
        Assert.True(File.Exists(_house.Files.Folder.Plan(3)));
        var after = (await _house.RunAsync(dryRun: true)).Orphans;
        Assert.Empty(after.Files.Concat(after.Rows).Concat(after.Streams!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Space_is_given_back_to_the_disk(bool isOldFile)
    {
        _house.Options.LinesAfter = TimeSpan.FromDays(1);
        var file = _house.Files.Folder.Plan(3);
        if (isOldFile) OldFiles.Create(file);
        await _house.EndedAsync(lines: 20_000, planId: 3);
        _house.Time.Advance(TimeSpan.FromDays(2));
        PlanData.Execute(file, "PRAGMA wal_checkpoint(TRUNCATE)");
        var before = new FileInfo(file).Length;

        // Old files have no mark that lets pages go one by one: they are written anew, and have it then.
        if (isOldFile) PlanData.Execute(file, "UPDATE decomposition_jobs SET status = 'succeeded', finished_at = '2025-01-01T00:00:00.000Z'");
        var report = await _house.RunAsync();

        PlanData.Execute(file, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.True(report.Bytes > before / 2, $"{report.Bytes} of {before} bytes");
        Assert.True(new FileInfo(file).Length < before / 2, $"{new FileInfo(file).Length} of {before} bytes");
        Assert.Equal(2, Assert.Single(PlanData.Query<int>(file, "PRAGMA auto_vacuum")));
        Assert.Equal("ok", Assert.Single(PlanData.Query<string>(file, "PRAGMA integrity_check")));
    }

    [Fact]
    public async Task A_guest_without_a_plan_who_stays_away_goes_with_conversations_and_jobs_and_no_one_else()
    {
        _house.Options.GuestsAfter = TimeSpan.FromDays(30);
        foreach (var owner in (string[])["guest:gone", "guest:planner", "oidc:i|s"])
        {
            await _house.Guests.SeenAsync(owner, _house.Time.GetUtcNow(), Ct);
            PlanData.Execute(_house.Files.Folder.Main, "INSERT INTO chat_sessions (owner, created_at, updated_at) VALUES (@owner, '2026', '2026')", new { owner });
        }

        PlanData.Execute(_house.Files.Folder.Main, "INSERT INTO plans (owner, title, ready, created_at, updated_at) VALUES ('guest:planner', 't', 1, '2026', '2026')");
        PlanData.Execute(_house.Files.Folder.Main, "INSERT INTO chat_sessions (owner, created_at, updated_at) VALUES ('guest:unknown', '2026', '2026')");
        var job = await _house.EndedAsync(lines: 2, owner: "guest:gone");
        _house.Time.Advance(TimeSpan.FromDays(31));
        await _house.Guests.SeenAsync("guest:here", _house.Time.GetUtcNow(), Ct);

        Assert.Equal(1, (await _house.RunAsync(dryRun: true)).Guests);
        var report = await _house.RunAsync();

        Assert.Equal((1, 1), (report.Guests, report.Jobs));
        Assert.Null(await _house.Store.FindAsync(job.JobId, Ct));
        Assert.Equal(["guest:planner", "guest:unknown", "oidc:i|s"], PlanData.Query<string>(_house.Files.Folder.Main, "SELECT owner FROM chat_sessions ORDER BY owner"));
        Assert.Equal(["guest:here", "guest:planner", "oidc:i|s"], PlanData.Query<string>(_house.Files.Folder.Main, "SELECT owner FROM accounts ORDER BY owner"));
    }
}
