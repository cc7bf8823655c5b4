using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.AcrossPlans;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Tests.Worker.AcrossPlans;

/// <summary>A plan that is made is told of once, wherever the attempts behind it end.</summary>
public sealed class CreationLineTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task An_attempt_that_ends_behind_it_is_followed_by_one_that_does_not_tell_of_it_again()
    {
        await _cluster.StartWorkerAsync(services => services.AddPlans().AddSingleton<PlanCreation>().AddJobHandler<MakePlan>());

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Succeeded, 3), (job.Status, job.Attempt));
        Assert.Single(await _cluster.LinesAsync(job.JobId), line => line.Metadata?.GetProperty("code").GetString() == "plan.created");
    }

    private sealed class MakePlan(PlanCreation creation) : IJobHandler
    {
        public string JobType => Contracts.Jobs.JobType.PlanDecompose;

        public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
        {
            await creation.MakeAsync(job, new PlanDocument("T", "", []), ct);
            return job.Job.Attempt < 3 ? throw new InvalidOperationException("boom") : TestCluster.Succeed();
        }
    }
}
