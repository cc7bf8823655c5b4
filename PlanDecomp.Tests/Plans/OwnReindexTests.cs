using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Plans;

public sealed class OwnReindexTests : IDisposable
{
    private const string Anna = "guest:anna";
    private const string Bert = "guest:bert";
    private const string InsertJob = """
        INSERT INTO decomposition_jobs (job_id, job_type, mode, status, owner, created_at, finished_at)
        VALUES (@id, 'task_operation', 'export_plans', 'succeeded', @owner, '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:01.000Z')
        """;

    private readonly PlanData _data = new();

    private OwnReindex Reindex => new(_data.Files, _data.Index, _data.Time);

    private string Main => _data.Files.Folder.Main;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_row_that_differs_from_its_file_is_put_right_and_others_rows_stay_as_they_are()
    {
        var (own, other) = (await CreateAsync(Anna), await CreateAsync(Bert));
        PlanData.Execute(Main, "UPDATE plans SET title = 'wrong', task_count = 77, counted_at = '2020-01-01T00:00:00.0000000Z'");

        Assert.Equal([own], await Reindex.PlansAsync(Anna, Ct));
        var reading = await Reindex.ReadPlanAsync(own, Anna, Ct);

        Assert.True(reading is { IsCorrected: true, IsAdopted: false, Skipped: null });
        Assert.Equal(["right|1", "wrong|77"], PlanData.Query<string>(Main, "SELECT title || '|' || task_count FROM plans ORDER BY plan_id"));
        Assert.False((await Reindex.ReadPlanAsync(own, Anna, Ct)).IsCorrected);
        Assert.True(other > own);
    }

    [Fact]
    public async Task Plans_whose_rows_are_lost_come_back_to_their_owner_alone()
    {
        var (own, other) = (await CreateAsync(Anna), await CreateAsync(Bert));
        PlanData.Execute(Main, "DELETE FROM plans");

        Assert.Equal([own, other], await Reindex.PlansAsync(Anna, Ct));
        Assert.True((await Reindex.ReadPlanAsync(own, Anna, Ct)).IsAdopted);
        Assert.True((await Reindex.ReadPlanAsync(other, Anna, Ct)).IsForeign);

        Assert.Equal([own], PlanData.Query<long>(Main, "SELECT plan_id FROM plans"));
    }

    [Fact]
    public async Task Jobs_rows_that_are_lost_come_back_those_without_a_job_go_and_begun_submissions_stay()
    {
        var own = await CreateAsync(Anna);
        PlanData.Execute(_data.Files.Folder.Plan(own), InsertJob, new { id = "lost", owner = Anna });
        AddRow("ghost", own, Anna, intent: null);
        AddRow("begun", own, Anna, intent: "{}");
        AddRow("others", own, Bert, intent: null);

        var reading = await Reindex.ReadPlanAsync(own, Anna, Ct);

        Assert.Equal((1, 1, 1), (reading.Jobs, reading.AdoptedJobs, reading.RemovedJobs));
        Assert.Equal(["begun", "lost", "others"], PlanData.Query<string>(Main, "SELECT job_id FROM jobs ORDER BY job_id"));
    }

    [Fact]
    public async Task Jobs_without_a_plan_are_read_again_for_their_owner_alone()
    {
        await _data.Files.WriteAsync(Main, _ => { }, Ct);
        await _data.Files.WriteAsync(_data.Files.Folder.SystemJobs, _ => { }, Ct);
        foreach (var (id, owner) in new[] { ("a", Anna), ("b", Bert) }) PlanData.Execute(_data.Files.Folder.SystemJobs, InsertJob, new { id, owner });
        AddRow("gone", null, Bert, intent: null);

        var reading = await Reindex.ReadSystemJobsAsync(Anna, Ct);

        Assert.Equal((1, 1, 0), (reading.Jobs, reading.AdoptedJobs, reading.RemovedJobs));
        Assert.Equal(["a", "gone"], PlanData.Query<string>(Main, "SELECT job_id FROM jobs ORDER BY job_id"));
    }

    [Fact]
    public async Task An_end_that_the_index_knows_is_not_taken_back_by_an_older_reading()
    {
        var own = await CreateAsync(Anna);
        PlanData.Execute(_data.Files.Folder.Plan(own), InsertJob.Replace("'succeeded'", "'running'", StringComparison.Ordinal), new { id = "job", owner = Anna });
        AddRow("job", own, Anna, intent: null);
        PlanData.Execute(Main, "UPDATE jobs SET status = 'succeeded'");

        await Reindex.ReadPlanAsync(own, Anna, Ct);

        Assert.Equal(["succeeded"], PlanData.Query<string>(Main, "SELECT status FROM jobs"));
    }

    [Fact]
    public async Task A_plan_whose_file_is_away_or_spoilt_keeps_its_row_and_is_named()
    {
        var (away, spoilt) = (await CreateAsync(Anna), await CreateAsync(Anna));
        await _data.Files.DeleteAsync(_data.Files.Folder.Plan(away), Ct);
        await _data.Files.DeleteAsync(_data.Files.Folder.Plan(spoilt), Ct);
        await File.WriteAllTextAsync(_data.Files.Folder.Plan(spoilt), "no database, and long enough to be looked at", Ct);

        Assert.NotNull((await Reindex.ReadPlanAsync(away, Anna, Ct)).Skipped);
        Assert.NotNull((await Reindex.ReadPlanAsync(spoilt, Anna, Ct)).Skipped);

        Assert.Equal([away, spoilt], PlanData.Query<long>(Main, "SELECT plan_id FROM plans ORDER BY plan_id"));
    }

    private async Task<long> CreateAsync(string owner)
    {
        var plan = await _data.Plans.CreateAsync(owner, "right", "", Ct);
        await _data.Plans.AddTaskAsync(plan.PlanId, new CreateTaskRequest { Title = "task" }, Ct);
        _data.Time.Advance(TimeSpan.FromSeconds(1));
        return plan.PlanId;
    }

    private void AddRow(string id, long? planId, string owner, string? intent)
    {
        PlanData.Execute(Main, """
            INSERT INTO jobs (job_id, plan_id, owner, job_type, mode, status, intent_json, created_at)
            VALUES (@id, @planId, @owner, 'task_operation', 'export_plans', 'queued', @intent, '2026-03-01T12:00:00.000Z')
            """, new { id, planId, owner, intent });
    }
}
