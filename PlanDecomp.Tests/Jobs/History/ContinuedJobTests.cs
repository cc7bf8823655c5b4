using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Jobs.History;

/// <summary>A job that goes on from an ended one begins with its checkpoint and figures, in a row and a log of its own.</summary>
public sealed class ContinuedJobTests : IDisposable
{
    private const long Plan = 7;
    private readonly JobStoreBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(JobStatus.Failed, true)]
    [InlineData(JobStatus.Cancelled, true)]
    [InlineData(JobStatus.Succeeded, false)]
    public async Task An_ended_job_keeps_its_checkpoint_unless_its_work_is_done(JobStatus end, bool canContinue)
    {
        var jobId = await EndAsync(end);

        Assert.Equal(canContinue, (await _bench.Store.FindAsync(jobId, Ct))!.CanContinue);
    }

    [Fact]
    public async Task A_job_without_a_checkpoint_and_an_import_cannot_be_gone_on_with()
    {
        await _bench.CreatePlanFileAsync(Plan);
        var nothing = (await _bench.Store.SubmitAsync(_bench.NewJob(Plan), Ct)).Job.JobId;
        await _bench.Store.RequestCancelAsync(nothing, Ct);
        Assert.False((await _bench.Store.FindAsync(nothing, Ct))!.CanContinue);

        var import = (await _bench.Store.SubmitAsync(_bench.NewJob() with { JobType = JobType.TaskOperation, Mode = AcrossPlansMode.ImportPlan }, Ct)).Job.JobId;
        await _bench.Store.WriteAsync((await _bench.ClaimAsync(import)).Fence, new RunWrite { Checkpoint = "half", End = new RunEnd.Finish(JobStatus.Failed, null, "no") }, Ct);
        Assert.False((await _bench.Store.FindAsync(import, Ct))!.CanContinue);
    }

    [Fact]
    public async Task Given_up_and_gone_on_with_twice_the_last_one_knows_all_before_it()
    {
        var first = await EndAsync(JobStatus.Failed);
        var second = await GoOnAsync(first);
        await _bench.Store.WriteAsync((await _bench.ClaimAsync(second)).Fence, new RunWrite { End = new RunEnd.Finish(JobStatus.Failed, null, "no") }, Ct);

        var claimed = await _bench.ClaimAsync(await GoOnAsync(second));

        Assert.Equal("half", claimed.Checkpoint);
        Assert.Equal([first, second], claimed.Job.Continues!);
        Assert.Equal((1, 1, 3), (claimed.Job.Attempt, claimed.Tried, claimed.Job.Stats!.LlmCalls));
        Assert.Equal((JobStatus.Failed, 2L), ((await _bench.Store.FindAsync(first, Ct))!.Status, (await _bench.Store.FindAsync(first, Ct))!.LastSeq));
    }

    [Fact]
    public async Task One_that_was_booked_and_cut_off_begins_where_it_should_when_it_is_completed()
    {
        var first = await EndAsync(JobStatus.Failed);
        var second = await GoOnAsync(first);
        PlanData.Execute(_bench.Data.Folder.Plan(Plan), "UPDATE decomposition_jobs SET status = 'queued' WHERE job_id = @second", new { second });

        Assert.Equal(second, await GoOnAsync(first));
        Assert.Equal("half", (await _bench.ClaimAsync(second)).Checkpoint);
    }

    private async Task<string> EndAsync(JobStatus end)
    {
        await _bench.CreatePlanFileAsync(Plan);
        var jobId = (await _bench.Store.SubmitAsync(_bench.NewJob(Plan), Ct)).Job.JobId;
        await _bench.Store.WriteAsync(
            (await _bench.ClaimAsync(jobId)).Fence,
            new RunWrite { Checkpoint = "half", Stats = new JobStats { LlmCalls = 3 }, Lines = [_bench.Line("over")], End = new RunEnd.Finish(end, null, null) }, Ct);
        return jobId;
    }

    private async Task<string> GoOnAsync(string jobId) =>
        (await _bench.Store.SubmitAsync(_bench.NewJob(Plan, key: $"go on from {jobId}") with { ContinuesJobId = jobId }, Ct)).Job.JobId;
}
