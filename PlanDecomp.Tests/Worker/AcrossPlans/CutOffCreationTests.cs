using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.Plans;
using PlanDecomp.Tests.AcrossPlans;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.AcrossPlans;

namespace PlanDecomp.Tests.Worker.AcrossPlans;

/// <summary>A job makes a plan and is cut off before its end; what its owner does then, holds.</summary>
public sealed class CutOffCreationTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);
    private SqlitePlanStore _plans = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster.Jobs = jobs => jobs.RetryDelay = TimeSpan.FromHours(1);
        var host = await _cluster.StartWorkerAsync(services =>
        {
            services.AddPlans();
            services.AddAcrossPlans();
            services.Remove(services.Single(service => service.ServiceType == typeof(IPlanStore)));
            services.AddSingleton<SqlitePlanStore>();
            services.AddSingleton(provider => CutOffPlans.Over(provider.GetRequiredService<SqlitePlanStore>(), CutOff.AfterCreate));
        });
        _plans = host.Services.GetRequiredService<SqlitePlanStore>();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Cancelled_then_the_end_names_the_plan_that_is_there()
    {
        var (jobId, copy, original) = await CopyAsync();
        await _plans.DeleteAsync(original, Ct);

        await _cluster.CancelAsync(jobId);

        var job = await _cluster.EndOfAsync(jobId);
        Assert.Equal((JobStatus.Succeeded, copy), (job.Status, job.Result!.Value.Deserialize(ContractsJson.Default.DuplicateResult)!.PlanId));
        Assert.Equal([copy], await PlanIdsAsync());
    }

    [Fact]
    public async Task Deleted_then_the_next_attempt_does_not_make_it_again_and_says_so()
    {
        var (jobId, copy, original) = await CopyAsync();
        await _plans.DeleteAsync(copy, Ct);

        PlanData.Execute(_cluster.Data.Folder.SystemJobs, "UPDATE decomposition_jobs SET available_at = NULL");

        var job = await _cluster.EndOfAsync(jobId);
        Assert.Equal(
            (JobStatus.Failed, 2, "The plan was deleted before the job that made it had ended. It is not made again."), (job.Status, job.Attempt, job.Error));
        Assert.Equal([original], await PlanIdsAsync());
        Assert.Equal([original], _cluster.Data.Folder.PlanIds());
    }

    /// <summary>A plan and the job that copies it, which waits for its next attempt.</summary>
    private async Task<(string JobId, long Copy, long Original)> CopyAsync()
    {
        var original = (await _plans.CreateAsync(TestCluster.Owner, "T", "", Ct)).PlanId;
        var job = (await _cluster.Front.GetRequiredService<JobSubmission>().SubmitAsync(new NewJob
        {
            JobType = JobType.TaskOperation,
            Mode = AcrossPlansMode.DuplicatePlan,
            Owner = TestCluster.Owner,
            Params = JsonSerializer.SerializeToElement(new DuplicateParams { PlanId = original }, ContractsJson.Default.DuplicateParams),
            FirstLine = LifecycleLines.Queued(DateTimeOffset.UtcNow, "copy"),
        }, Ct)).Job;
        await Eventually.TrueAsync(async () => await _cluster.FindAsync(job.JobId) is { Status: JobStatus.Queued, Attempt: 1 }, "it was cut off");
        return (job.JobId, Assert.Single(await PlanIdsAsync(), id => id != original), original);
    }

    private async Task<IReadOnlyList<long>> PlanIdsAsync() =>
        [.. (await _plans.ListAsync(TestCluster.Owner, null, null, 9, Ct)).Plans.Select(plan => plan.PlanId)];
}
