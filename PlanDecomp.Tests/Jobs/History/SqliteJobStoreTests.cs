using Dapper;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Jobs.History;

public sealed class SqliteJobStoreTests : IDisposable
{
    private readonly JobStoreBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IJobStore Store => _bench.Store;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(7L)]
    public async Task A_submitted_job_is_durable_with_its_first_line(long? planId)
    {
        if (planId is { } id) await _bench.CreatePlanFileAsync(id);

        var job = await _bench.SubmitAsync(planId);

        using var otherProcess = _bench.Data.OpenFiles();
        var found = await _bench.OpenStore(otherProcess).FindAsync(job.JobId, Ct);
        Assert.NotNull(found);
        Assert.Equal(JobStatus.Queued, found.Status);
        Assert.Equal(planId, found.PlanId);
        var page = await Store.ReadLogAsync(job.JobId, new JobLogQuery { After = 0 }, Ct);
        Assert.Equal("Queued: a test", Assert.Single(page!.Entries).Message);
        Assert.Equal(1, found.LastSeq);
    }

    [Fact]
    public async Task Fifty_parallel_submits_under_one_key_from_two_processes_make_one_job()
    {
        using var otherProcess = _bench.Data.OpenFiles();
        var other = _bench.OpenStore(otherProcess);

        var submitted = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(i => Task.Run(() => (i % 2 == 0 ? Store : other).SubmitAsync(_bench.NewJob(key: "k"), Ct), Ct)));

        Assert.Single(submitted, s => s.Created);
        Assert.Single(submitted.Select(s => s.Job.JobId).Distinct());
        Assert.Single((await Store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner }, Ct)).Jobs);
    }

    [Fact]
    public async Task A_key_used_with_another_request_is_refused()
    {
        await Store.SubmitAsync(_bench.NewJob(key: "k", fingerprint: "one"), Ct);

        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => Store.SubmitAsync(_bench.NewJob(key: "k", fingerprint: "two"), Ct));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, 5L, true)]
    [InlineData(5L, null, true)]
    [InlineData(5L, 5L, true)]
    [InlineData(5L, 6L, false)]
    public async Task An_exclusive_job_is_refused_while_another_is_at_work_on_its_target(long? firstTarget, long? secondTarget, bool refused)
    {
        await _bench.CreatePlanFileAsync(3);
        var first = (await Store.SubmitAsync(_bench.NewJob(3) with { Exclusive = true, TargetTaskId = firstTarget }, Ct)).Job;
        var second = _bench.NewJob(3) with { Exclusive = true, TargetTaskId = secondTarget };

        if (!refused)
        {
            await Store.SubmitAsync(second, Ct);
            return;
        }

        Assert.Equal(first.JobId, (await Assert.ThrowsAsync<JobConflictException>(() => Store.SubmitAsync(second, Ct))).JobId);
        await Store.RequestCancelAsync(first.JobId, Ct);
        await Store.SubmitAsync(second, Ct);
    }

    [Fact]
    public async Task An_end_that_the_index_has_not_heard_of_refuses_no_one()
    {
        await _bench.CreatePlanFileAsync(3);
        var first = (await Store.SubmitAsync(_bench.NewJob(3) with { Exclusive = true }, Ct)).Job;
        await Store.RequestCancelAsync(first.JobId, Ct);
        await _bench.Files.WriteAsync(_bench.Data.Folder.Main, db => { db.Execute("UPDATE jobs SET status = 'running'"); }, Ct);

        Assert.True((await Store.SubmitAsync(_bench.NewJob(3) with { Exclusive = true }, Ct)).Created);
    }

    [Fact]
    public async Task A_submission_that_broke_off_after_its_booking_is_completed_by_the_sweep()
    {
        var job = await _bench.SubmitAsync();
        await UndoCompletionAsync(job.JobId);
        _bench.Time.Advance(TimeSpan.FromSeconds(10));

        var active = await Store.SweepAsync(Ct);
        active = await Store.SweepAsync(Ct);

        Assert.Equal(job.JobId, Assert.Single(active).JobId);
        Assert.Equal(1, (await Store.FindAsync(job.JobId, Ct))!.LastSeq);
    }

    [Fact]
    public async Task A_claim_raises_the_attempt_and_holds_until_its_lease_ends()
    {
        var job = await _bench.SubmitAsync();

        var first = await _bench.ClaimAsync(job.JobId, "w1");
        Assert.Equal((1, JobStatus.Running, false), (first.Job.Attempt, first.Job.Status, first.TakenOver));
        Assert.IsType<ClaimResult.NotYet>(await Store.ClaimAsync(job.JobId, "w2", Ct));

        _bench.Time.Advance(_bench.Options.Lease);
        var second = await _bench.ClaimAsync(job.JobId, "w2");
        Assert.Equal((2, true), (second.Job.Attempt, second.TakenOver));
    }

    [Fact]
    public async Task A_renewed_lease_is_not_taken_over()
    {
        var claim = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId);
        _bench.Time.Advance(_bench.Options.Lease * 0.9);
        Assert.False(await Store.RenewAsync(claim.Fence, Ct));
        _bench.Time.Advance(_bench.Options.Lease * 0.9);

        Assert.IsType<ClaimResult.NotYet>(await Store.ClaimAsync(claim.Job.JobId, "w2", Ct));
    }

    [Fact]
    public async Task A_worker_that_was_taken_over_can_write_renew_and_end_nothing()
    {
        var stale = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId, "w1");
        _bench.Time.Advance(_bench.Options.Lease);
        var current = await _bench.ClaimAsync(stale.Job.JobId, "w2");
        await Store.WriteAsync(current.Fence, new RunWrite { Lines = [_bench.Line("mine")] }, Ct);

        var worked = false;
        await Assert.ThrowsAsync<FenceLostException>(() => Store.WriteAsync(
            stale.Fence, new RunWrite { Lines = [_bench.Line("stale")], Work = [_ => worked = true] }, Ct));
        await Assert.ThrowsAsync<FenceLostException>(() => Store.RenewAsync(stale.Fence, Ct));
        await Assert.ThrowsAsync<FenceLostException>(() => Store.WriteAsync(
            stale.Fence, new RunWrite { End = new RunEnd.Finish(JobStatus.Succeeded, null, null) }, Ct));

        Assert.False(worked);
        var page = await Store.ReadLogAsync(stale.Job.JobId, new JobLogQuery { After = 1 }, Ct);
        Assert.Equal("mine", Assert.Single(page!.Entries).Message);
        Assert.Equal(JobStatus.Running, (await Store.FindAsync(stale.Job.JobId, Ct))!.Status);
    }

    [Fact]
    public async Task Line_numbers_run_without_a_gap_over_attempts()
    {
        var job = await _bench.SubmitAsync();
        var first = await _bench.ClaimAsync(job.JobId);
        await Store.WriteAsync(first.Fence, new RunWrite { Lines = [_bench.Line("a"), _bench.Line("b")] }, Ct);
        _bench.Time.Advance(_bench.Options.Lease);
        var second = await _bench.ClaimAsync(job.JobId);
        var receipt = await Store.WriteAsync(second.Fence, new RunWrite { Lines = [_bench.Line("c")] }, Ct);

        Assert.Equal(4, Assert.Single(receipt.Entries).Seq);
        var page = await Store.ReadLogAsync(job.JobId, new JobLogQuery { After = 0 }, Ct);
        Assert.Equal([1, 2, 3, 4], page!.Entries.Select(e => e.Seq));
    }

    [Fact]
    public async Task The_end_stores_status_result_figures_and_last_line_together()
    {
        var claim = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId);

        await Store.WriteAsync(claim.Fence, new RunWrite
        {
            Lines = [_bench.Line("done")],
            Stats = new JobStats { LlmCalls = 3 },
            End = new RunEnd.Finish(JobStatus.Succeeded, System.Text.Json.JsonElement.Parse("""{"x":1}"""), null),
        }, Ct);

        var job = (await Store.FindAsync(claim.Job.JobId, Ct))!;
        Assert.Equal((JobStatus.Succeeded, 2L, 3, 1), (job.Status, job.LastSeq, job.Stats!.LlmCalls, job.Result!.Value.GetProperty("x").GetInt32()));
        Assert.NotNull(job.FinishedAt);
        Assert.Equal(JobStatus.Succeeded, Assert.Single((await Store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner }, Ct)).Jobs).Status);
        Assert.IsType<ClaimResult.Ended>(await Store.ClaimAsync(job.JobId, "w2", Ct));
    }

    [Fact]
    public async Task A_write_whose_work_fails_stores_nothing_of_it()
    {
        var claim = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.WriteAsync(claim.Fence, new RunWrite
        {
            Lines = [_bench.Line("lost")],
            Work = [_ => throw new InvalidOperationException("broken")],
        }, Ct));

        Assert.Equal(1, (await Store.FindAsync(claim.Job.JobId, Ct))!.LastSeq);
    }

    [Fact]
    public async Task After_three_lost_attempts_the_job_fails_and_says_so()
    {
        var job = await _bench.SubmitAsync();
        for (var i = 0; i < 3; i++)
        {
            await _bench.ClaimAsync(job.JobId);
            _bench.Time.Advance(_bench.Options.Lease);
        }

        var ended = Assert.IsType<ClaimResult.Ended>(await Store.ClaimAsync(job.JobId, "w", Ct));

        Assert.Equal(JobStatus.Failed, ended.Job!.Status);
        Assert.Contains("after 3 attempts", ended.Job.Error);
        Assert.Equal(2, ended.LastLine!.Seq);
    }

    [Fact]
    public async Task A_release_by_a_stopping_worker_costs_no_attempt_and_frees_the_job_at_once()
    {
        var job = await _bench.SubmitAsync();
        for (var i = 1; i <= 10; i++)
        {
            var claim = await _bench.ClaimAsync(job.JobId);
            Assert.Equal(i, claim.Job.Attempt);
            await Store.WriteAsync(claim.Fence, new RunWrite { Checkpoint = $"{i}", End = new RunEnd.Release(TimeSpan.Zero, CountsAsAttempt: false) }, Ct);
        }

        Assert.Equal("10", (await _bench.ClaimAsync(job.JobId)).Checkpoint);
    }

    [Fact]
    public async Task A_job_released_with_a_delay_waits_for_it()
    {
        var claim = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId);
        await Store.WriteAsync(claim.Fence, new RunWrite { End = new RunEnd.Release(TimeSpan.FromSeconds(5), CountsAsAttempt: true) }, Ct);

        Assert.IsType<ClaimResult.NotYet>(await Store.ClaimAsync(claim.Job.JobId, "w2", Ct));
        Assert.False(Assert.Single(await Store.SweepAsync(Ct)).Claimable);
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(Assert.Single(await Store.SweepAsync(Ct)).Claimable);
        await _bench.ClaimAsync(claim.Job.JobId, "w2");
    }

    [Fact]
    public async Task Cancelling_a_queued_job_ends_it_with_a_last_line()
    {
        var job = await _bench.SubmitAsync();

        var cancelled = await Store.RequestCancelAsync(job.JobId, Ct);

        Assert.Equal((JobStatus.Cancelled, 2L), (cancelled!.Job.Status, cancelled.LastLine!.Seq));
        Assert.Empty(await Store.SweepAsync(Ct));
    }

    [Fact]
    public async Task Cancelling_a_running_job_tells_its_worker_with_the_next_write_and_renewal()
    {
        var claim = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId);

        var answer = await Store.RequestCancelAsync(claim.Job.JobId, Ct);

        Assert.Null(answer!.LastLine);
        Assert.Equal(JobStatus.Running, answer.Job.Status);
        Assert.True(await Store.RenewAsync(claim.Fence, Ct));
        Assert.True((await Store.WriteAsync(claim.Fence, new RunWrite { Lines = [_bench.Line("x")] }, Ct)).CancelRequested);
    }

    [Fact]
    public async Task A_job_whose_worker_is_lost_after_the_wish_to_cancel_ends_cancelled()
    {
        var claim = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId);
        await Store.RequestCancelAsync(claim.Job.JobId, Ct);
        _bench.Time.Advance(_bench.Options.Lease);

        var ended = Assert.IsType<ClaimResult.Ended>(await Store.ClaimAsync(claim.Job.JobId, "w2", Ct));

        Assert.Equal(JobStatus.Cancelled, ended.Job!.Status);
        Assert.NotNull(ended.LastLine);
    }

    [Fact]
    public async Task Pages_go_both_ways_and_filter_by_level_and_words()
    {
        var claim = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId);
        await Store.WriteAsync(claim.Fence, new RunWrite
        {
            Lines = [.. Enumerable.Range(2, 99).Select(i => _bench.Line($"line {i} 100%_x", i % 10 == 0 ? JobLogLevel.Error : JobLogLevel.Debug))],
        }, Ct);
        var id = claim.Job.JobId;

        var newest = (await Store.ReadLogAsync(id, new JobLogQuery { Limit = 10 }, Ct))!;
        Assert.Equal((91L, 100L, true, false), (newest.Entries[0].Seq, newest.Entries[^1].Seq, newest.HasOlder, newest.HasNewer));
        var older = (await Store.ReadLogAsync(id, new JobLogQuery { Before = 91, Limit = 200 }, Ct))!;
        Assert.Equal((1L, 90L, false, true), (older.Entries[0].Seq, older.Entries[^1].Seq, older.HasOlder, older.HasNewer));
        var errors = (await Store.ReadLogAsync(id, new JobLogQuery { After = 0, MinLevel = JobLogLevel.Warning, Limit = 3 }, Ct))!;
        Assert.Equal([10, 20, 30], errors.Entries.Select(e => e.Seq));
        Assert.True(errors.HasNewer);
        var found = (await Store.ReadLogAsync(id, new JobLogQuery { After = 0, Search = "LINE 42 100%_" }, Ct))!;
        Assert.Equal(42, Assert.Single(found.Entries).Seq);
        Assert.Empty((await Store.ReadLogAsync(id, new JobLogQuery { After = 0, Search = "4%2" }, Ct))!.Entries);
    }

    [Theory]
    [InlineData("École 42 %", "école")]
    [InlineData("école 42 %", "ÉCOLE 42 %")]
    [InlineData("Задача готова", "ЗАДАЧА")]
    [InlineData("全角ＡＢＣ完成", "全角ａｂｃ")]
    [InlineData("a\\b_c", "A\\B_C")]
    public async Task A_search_tells_no_upper_from_lower_case_in_any_alphabet(string message, string search)
    {
        var claim = await _bench.ClaimAsync((await _bench.SubmitAsync()).JobId);
        await Store.WriteAsync(claim.Fence, new RunWrite { Lines = [_bench.Line(message), _bench.Line("another")] }, Ct);

        Assert.Equal(message, Assert.Single((await Store.ReadLogAsync(claim.Job.JobId, new JobLogQuery { After = 0, Search = search }, Ct))!.Entries).Message);
    }

    [Fact]
    public async Task The_list_is_newest_first_in_pages_and_shows_only_the_owners()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await _bench.SubmitAsync()).JobId);
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await Store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner, Limit = 3 }, Ct);
        var second = await Store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner, Limit = 3, Cursor = first.NextCursor }, Ct);

        Assert.Equal(ids, first.Jobs.Concat(second.Jobs).Select(job => job.JobId));
        Assert.Null(second.NextCursor);
        Assert.Empty((await Store.ListAsync(new JobFilter { Owner = "guest:other" }, Ct)).Jobs);
    }

    [Fact]
    public async Task A_job_of_a_deleted_plan_is_gone_everywhere()
    {
        await _bench.CreatePlanFileAsync(3);
        var job = await _bench.SubmitAsync(3);
        await _bench.Files.DeleteAsync(_bench.Data.Folder.Plan(3), Ct);

        Assert.Null(await Store.FindAsync(job.JobId, Ct));
        Assert.Null(await Store.ReadLogAsync(job.JobId, new JobLogQuery(), Ct));
        Assert.Null(await Store.RequestCancelAsync(job.JobId, Ct));
        Assert.IsType<ClaimResult.Ended>(await Store.ClaimAsync(job.JobId, "w", Ct));
        Assert.Empty(await Store.SweepAsync(Ct));
        Assert.Empty((await Store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner }, Ct)).Jobs);
    }

    [Fact]
    public async Task Ended_jobs_are_removed_by_age_with_their_lines_and_index_rows_and_no_others()
    {
        await _bench.CreatePlanFileAsync(3);
        var old = await _bench.SubmitAsync(3);
        await Store.RequestCancelAsync(old.JobId, Ct);
        var queued = await _bench.SubmitAsync(3);
        _bench.Time.Advance(TimeSpan.FromDays(31));
        var young = await _bench.SubmitAsync();
        await Store.RequestCancelAsync(young.JobId, Ct);

        Assert.Equal(1, await Store.RemoveEndedAsync(_bench.Time.GetUtcNow() - TimeSpan.FromDays(30), Ct));

        Assert.Null(await Store.FindAsync(old.JobId, Ct));
        Assert.NotNull(await Store.FindAsync(queued.JobId, Ct));
        Assert.NotNull(await Store.FindAsync(young.JobId, Ct));
        Assert.Equal(2, (await Store.ListAsync(new JobFilter { Owner = JobStoreBench.Owner }, Ct)).Jobs.Count);
        Assert.Equal(0, await _bench.Files.ReadAsync(_bench.Data.Folder.Plan(3), db =>
            db.ExecuteScalar<int>("SELECT count(*) FROM decomposition_job_logs WHERE job_id = @JobId", new { old.JobId }), Ct));
    }

    /// <summary>The files as a crash between the booking and the row leaves them.</summary>
    private async Task UndoCompletionAsync(string jobId)
    {
        var intent = new { jobId, json = await IntentJsonAsync(jobId) };
        await _bench.Files.WriteAsync(_bench.Data.Folder.SystemJobs, db => { db.Execute("DELETE FROM decomposition_jobs WHERE job_id = @jobId", intent); }, Ct);
        await _bench.Files.WriteAsync(_bench.Data.Folder.Main, db => { db.Execute("UPDATE jobs SET intent_json = @json WHERE job_id = @jobId", intent); }, Ct);
    }

    private async Task<string> IntentJsonAsync(string jobId)
    {
        var job = (await Store.FindAsync(jobId, Ct))!;
        return System.Text.Json.JsonSerializer.Serialize(new { JobId = jobId, job.CreatedAt, Job = _bench.NewJob() });
    }
}
