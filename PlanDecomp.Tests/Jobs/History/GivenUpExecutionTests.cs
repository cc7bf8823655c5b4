using Dapper;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Results;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Execution;

namespace PlanDecomp.Tests.Jobs.History;

/// <summary>An execution that ends without its handler leaves no task running.</summary>
public sealed class GivenUpExecutionTests : IDisposable
{
    private const long Plan = 7;
    private readonly JobStoreBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Given_up_after_lost_workers_its_tasks_in_flight_are_what_they_were()
    {
        var jobId = await SubmitAsync();
        for (var attempt = 0; attempt < _bench.Options.MaxAttempts; attempt++)
        {
            await TakeTasksAsync(await _bench.ClaimAsync(jobId));
            _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["running", "running", "running", "completed"], States());
        var ended = Assert.IsType<ClaimResult.Ended>(await _bench.Store.ClaimAsync(jobId, "w2", Ct));

        Assert.Equal(JobStatus.Failed, ended.Job!.Status);
        Assert.Equal(["pending", "failed: the old error", "running", "completed"], States());
    }

    [Fact]
    public async Task Cancelled_and_ended_after_lost_workers_its_tasks_in_flight_are_what_they_were()
    {
        var jobId = await SubmitAsync();
        for (var attempt = 0; attempt <= _bench.Options.MaxAttempts; attempt++)
        {
            await TakeTasksAsync(await _bench.ClaimAsync(jobId));
            await _bench.Store.RequestCancelAsync(jobId, Ct);
            _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));
        }

        Assert.Equal(JobStatus.Cancelled, Assert.IsType<ClaimResult.Ended>(await _bench.Store.ClaimAsync(jobId, "w2", Ct)).Job!.Status);
        Assert.Equal(["pending", "failed: the old error", "running", "completed"], States());
    }

    [Fact]
    public async Task Released_for_another_attempt_it_keeps_its_tasks_in_flight()
    {
        var jobId = await SubmitAsync();
        var claimed = await _bench.ClaimAsync(jobId);
        await TakeTasksAsync(claimed);

        await _bench.Store.WriteAsync(Fence(claimed), new RunWrite { End = new RunEnd.Release(TimeSpan.Zero, CountsAsAttempt: true, "broke") }, Ct);

        Assert.Equal(["running", "running", "running", "completed"], States());
    }

    /// <summary>Tasks 1 and 2 are in flight, 3 is running because a person says so.</summary>
    private async Task<string> SubmitAsync()
    {
        await _bench.CreatePlanFileAsync(Plan);
        PlanData.Execute(_bench.Data.Folder.Plan(Plan), """
            INSERT INTO tasks (task_id, position, title, status, created_at, updated_at)
            VALUES (1, 0, 'a', 'pending', '2026-01-01', '2026-01-01'), (2, 1, 'b', 'failed', '2026-01-01', '2026-01-01'),
              (3, 2, 'c', 'running', '2026-01-01', '2026-01-01'), (4, 3, 'd', 'completed', '2026-01-01', '2026-01-01');
            """);
        var wish = _bench.NewJob(Plan) with { JobType = JobType.PlanExecute, Mode = JobMode.Plan };
        return (await _bench.Store.SubmitAsync(wish, Ct)).Job.JobId;
    }

    private Task<RunReceipt> TakeTasksAsync(ClaimResult.Claimed claimed) => _bench.Store.WriteAsync(
        Fence(claimed),
        new RunWrite
        {
            Work = [run => run.Connection().Execute("UPDATE tasks SET status = 'running', error = NULL WHERE task_id IN (1, 2)")],
            Checkpoint = new ExecuteCheckpoint
            {
                Completed = [4],
                Running = new Dictionary<long, TaskState> { [1] = new(PlanTaskStatus.Pending, null), [2] = new(PlanTaskStatus.Failed, "the old error") },
            }.Write(),
        },
        Ct);

    private static JobFence Fence(ClaimResult.Claimed claimed) => new(claimed.Job.JobId, Plan, claimed.Job.Attempt);

    private List<string> States() => PlanData.Query<string>(
        _bench.Data.Folder.Plan(Plan), "SELECT status || coalesce(': ' || error, '') FROM tasks ORDER BY task_id");
}
