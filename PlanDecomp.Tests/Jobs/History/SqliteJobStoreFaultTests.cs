using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Jobs.History;

/// <summary>The store while one of its files is busy, spoilt or away, and while the clock jumps.</summary>
public sealed class SqliteJobStoreFaultTests : IDisposable
{
    private readonly JobStoreBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_busy_index_fails_no_claim_and_no_end_and_follows_with_the_next_sweep()
    {
        _bench.Data.Options.BusyTimeout = TimeSpan.FromMilliseconds(100);
        using var impatient = _bench.Data.OpenFiles();
        var store = _bench.OpenStore(impatient);
        var job = await _bench.SubmitAsync();
        using (TestData.Lock(_bench.Data.Folder.Main))
        {
            var claim = Assert.IsType<ClaimResult.Claimed>(await store.ClaimAsync(job.JobId, "w", Ct));
            await store.WriteAsync(claim.Fence, new RunWrite { End = new RunEnd.Finish(JobStatus.Succeeded, null, null) }, Ct);
        }

        Assert.Equal(JobStatus.Succeeded, (await store.FindAsync(job.JobId, Ct))!.Status);
        Assert.Equal(JobStatus.Queued, Assert.Single((await store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner }, Ct)).Jobs).Status);
        await store.SweepAsync(Ct);
        Assert.Equal(JobStatus.Succeeded, Assert.Single((await store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner }, Ct)).Jobs).Status);
    }

    [Fact]
    public async Task A_job_that_its_file_holds_is_accepted_although_the_index_could_not_strike_out_its_booking()
    {
        _bench.Data.Options.BusyTimeout = TimeSpan.FromMilliseconds(100);
        using var impatient = _bench.Data.OpenFiles();
        var store = _bench.OpenStore(impatient);
        var booked = await BookOnlyAsync(store);

        JobPage listed;
        using (TestData.Lock(_bench.Data.Folder.Main))
        {
            Assert.Equal(JobStatus.Queued, (await store.FindAsync(booked, Ct))!.Status);
            listed = await store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner }, Ct);
        }

        Assert.Contains(booked, listed.Jobs.Select(job => job.JobId));
        Assert.Equal(booked, Assert.Single(await store.SweepAsync(Ct)).JobId);
    }

    [Fact]
    public async Task A_key_whose_booking_could_not_be_completed_gets_that_job_once_its_file_can_be_written()
    {
        _bench.Data.Options.BusyTimeout = TimeSpan.FromMilliseconds(100);
        using var impatient = _bench.Data.OpenFiles();
        var store = _bench.OpenStore(impatient);
        var booked = await BookOnlyAsync(store, "once");

        var again = await store.SubmitAsync(_bench.NewJob(key: "once"), Ct);

        Assert.Equal((booked, JobStatus.Queued), (again.Job.JobId, again.Job.Status));
        Assert.IsType<ClaimResult.Claimed>(await store.ClaimAsync(booked, "w", Ct));
    }

    [Fact]
    public async Task A_busy_file_fails_a_write_after_the_time_that_is_set()
    {
        _bench.Data.Options.BusyTimeout = TimeSpan.FromMilliseconds(100);
        using var impatient = _bench.Data.OpenFiles();
        var job = await _bench.SubmitAsync();
        using var busy = TestData.Lock(_bench.Data.Folder.SystemJobs);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        // The provider's own patience is 30 s: with it, the limit would come first.
        var error = await Assert.ThrowsAsync<SqliteException>(() => _bench.OpenStore(impatient).ClaimAsync(job.JobId, "w", Ct).WaitAsync(limit.Token));
        Assert.Equal(5, error.SqliteErrorCode);
    }

    [Fact]
    public async Task One_spoilt_file_keeps_no_other_job_from_being_swept_or_removed()
    {
        await _bench.CreatePlanFileAsync(1);
        var spoilt = await _bench.SubmitAsync(1);
        var ended = await _bench.SubmitAsync();
        await _bench.Store.RequestCancelAsync(ended.JobId, Ct);
        var well = await _bench.SubmitAsync();
        _bench.Files.Dispose();
        await File.WriteAllTextAsync(_bench.Data.Folder.Plan(1), new string('x', 8_192), Ct);
        foreach (var suffix in (string[])["-wal", "-shm"]) File.Delete(_bench.Data.Folder.Plan(1) + suffix);
        using var again = _bench.Data.OpenFiles();
        var store = _bench.OpenStore(again);

        var active = await store.SweepAsync(Ct);
        _bench.Time.Advance(TimeSpan.FromDays(1));
        var removed = await store.RemoveEndedAsync(_bench.Time.GetUtcNow(), Ct);

        Assert.Equal([well.JobId], active.Select(job => job.JobId));
        Assert.Equal(1, removed);
        await Assert.ThrowsAsync<SqliteException>(() => store.FindAsync(spoilt.JobId, Ct));
    }

    [Fact]
    public async Task A_plans_file_that_is_away_for_a_while_costs_no_job()
    {
        await _bench.CreatePlanFileAsync(3);
        var job = await _bench.SubmitAsync(3);
        ListPlan(3);
        _bench.Files.Dispose();
        var file = _bench.Data.Folder.Plan(3);
        File.Move(file, file + ".away");
        using var again = _bench.Data.OpenFiles();
        var store = _bench.OpenStore(again);

        Assert.Empty(await store.SweepAsync(Ct));
        File.Move(file + ".away", file);

        Assert.Equal(job.JobId, Assert.Single(await store.SweepAsync(Ct)).JobId);
    }

    [Fact]
    public async Task A_plans_file_that_is_away_costs_no_old_job_and_no_begun_submission()
    {
        await _bench.CreatePlanFileAsync(3);
        var old = await _bench.SubmitAsync(3);
        await _bench.Store.RequestCancelAsync(old.JobId, Ct);
        var begun = await _bench.SubmitAsync(3);
        ListPlan(3);
        _bench.Time.Advance(TimeSpan.FromDays(1));
        using (Away(3, out var store))
        {
            // As a process that ended between the booking and the row leaves it.
            PlanData.Execute(
                _bench.Data.Folder.Main, "UPDATE jobs SET intent_json = @intent WHERE job_id = @JobId",
                new { begun.JobId, intent = System.Text.Json.JsonSerializer.Serialize(new { begun.JobId, begun.CreatedAt, Job = _bench.NewJob(3) }) });
            Assert.Equal(0, await store.RemoveEndedAsync(_bench.Time.GetUtcNow(), Ct));
            Assert.Null(await store.FindAsync(begun.JobId, Ct));
            Assert.Empty(await store.SweepAsync(Ct));
        }

        using var again = _bench.Data.OpenFiles();
        Assert.Equal(begun.JobId, Assert.Single(await _bench.OpenStore(again).SweepAsync(Ct)).JobId);
        Assert.NotNull(await _bench.OpenStore(again).FindAsync(old.JobId, Ct));
    }

    [Fact]
    public async Task A_job_at_work_on_a_plan_whose_file_is_away_is_not_forgotten_for_another()
    {
        await _bench.CreatePlanFileAsync(3);
        var job = (await _bench.Store.SubmitAsync(_bench.NewJob(3) with { Exclusive = true }, Ct)).Job;
        ListPlan(3);
        using (Away(3, out var store))
        {
            await Assert.ThrowsAsync<PlanMissingException>(() => store.SubmitAsync(_bench.NewJob(3) with { Exclusive = true }, Ct));
            await Assert.ThrowsAsync<PlanMissingException>(() => store.SubmitAsync(_bench.NewJob(3), Ct));
        }

        // What was refused is not there either.
        Assert.Equal([job.JobId], PlanData.Query<string>(_bench.Data.Folder.Main, "SELECT job_id FROM jobs"));
    }

    [Fact]
    public async Task A_clock_set_back_does_not_keep_a_lost_job_for_hours()
    {
        var claim = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId);
        using var otherFiles = _bench.Data.OpenFiles();
        var hourBefore = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(_bench.Time.GetUtcNow() - TimeSpan.FromHours(1));
        var store = _bench.OpenStore(otherFiles, hourBefore);

        Assert.True(Assert.Single(await store.SweepAsync(Ct)).Claimable);
        Assert.Equal(2, Assert.IsType<ClaimResult.Claimed>(await store.ClaimAsync(claim.Job.JobId, "w2", Ct)).Job.Attempt);
    }

    /// <summary>A submission whose second write fails.</summary>
    private async Task<string> BookOnlyAsync(IJobStore store, string? key = null)
    {
        await _bench.Store.RequestCancelAsync((await _bench.SubmitAsync()).JobId, Ct);
        var job = _bench.NewJob(key: key) with { JobId = JobId.New() };
        using (TestData.Lock(_bench.Data.Folder.SystemJobs)) await Assert.ThrowsAsync<SqliteException>(() => store.SubmitAsync(job, Ct));
        return job.JobId;
    }

    /// <summary>The plan's file is away until disposed; the store is another process's.</summary>
    private FileAway Away(long planId, out IJobStore store)
    {
        _bench.Files.Dispose();
        var away = new FileAway(_bench.Data.Folder.Plan(planId), _bench.Data.OpenFiles());
        store = _bench.OpenStore(away.Files);
        return away;
    }

    private sealed class FileAway : IDisposable
    {
        private readonly string _path;

        public FileAway(string path, SqliteFiles files)
        {
            (_path, Files) = (path, files);
            File.Move(path, path + ".away");
        }

        public SqliteFiles Files { get; }

        public void Dispose()
        {
            Files.Dispose();
            File.Move(_path + ".away", _path);
        }
    }

    private void ListPlan(long planId)
    {
        using var connection = new SqliteConnection($"Data Source={_bench.Data.Folder.Main};Pooling=False");
        connection.Open();
        Dapper.SqlMapper.Execute(
            connection,
            "INSERT INTO plans (plan_id, owner, title, ready, created_at, updated_at) VALUES (@planId, 'o', 't', 1, @now, @now)",
            new { planId, now = SqliteTime.Write(_bench.Time.GetUtcNow()) });
    }
}
