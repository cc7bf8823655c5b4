using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Running;

public sealed class SpentTokensTests(RedisServer redis)
{
    [Fact]
    public async Task What_a_run_reports_is_counted_once_for_its_account_whatever_the_order()
    {
        await using var cluster = new TestCluster(redis);
        await cluster.StartWorkerAsync((job, _, _) =>
        {
            foreach (var tokens in (long[])[10, 30, 20, 30]) job.Report(new JobStats { InputTokens = tokens, OutputTokens = 1 });
            return Task.FromResult(TestCluster.Succeed());
        });
        await cluster.EndOfAsync((await cluster.SubmitAsync()).JobId);

        var spent = cluster.Front.GetRequiredService<SpentTokens>();
        await Eventually.TrueAsync(async () => await spent.TodayAsync(TestCluster.Owner) == 31, "31 tokens are counted");
    }
}
