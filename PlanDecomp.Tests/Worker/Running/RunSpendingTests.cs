using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Spending;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Running;

public sealed class RunSpendingTests(RedisServer redis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_run_reports_is_counted_once_for_its_account_whatever_the_order()
    {
        await using var cluster = new TestCluster(redis);
        await cluster.StartWorkerAsync((job, _, _) =>
        {
            foreach (var tokens in (long[])[10, 30, 20, 30]) job.Report(new JobStats { LlmCalls = 2, InputTokens = tokens, OutputTokens = 1, Cost = tokens / 1_000m });
            return Task.FromResult(TestCluster.Succeed());
        });
        await cluster.EndOfAsync((await cluster.SubmitAsync()).JobId);

        var spending = cluster.Front.GetRequiredService<SpendingStore>();
        await Eventually.TrueAsync(
            async () => await spending.TodayAsync(TestCluster.Owner, Ct) == new Spent(2, 30, 1, 0.03m), "31 tokens of two calls are counted");
        Assert.Equal(new Spent(2, 30, 1, 0.03m), await spending.AllTimeAsync(TestCluster.Owner, Ct));
        Assert.Equal(Spent.Nothing, await spending.TodayAsync("another", Ct));
    }
}
