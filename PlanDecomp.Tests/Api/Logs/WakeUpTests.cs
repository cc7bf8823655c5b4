using PlanDecomp.Api.Logs;

namespace PlanDecomp.Tests.Api.Logs;

public sealed class WakeUpTests
{
    [Fact]
    public async Task A_ring_before_the_wait_is_kept_and_counts_once()
    {
        var wakeUp = new WakeUp();
        wakeUp.Ring();
        wakeUp.Ring();

        await wakeUp.WaitAsync();
        var next = wakeUp.WaitAsync();
        Assert.False(next.IsCompleted);
        wakeUp.Ring();
        await next;
    }

    [Fact]
    public async Task No_ring_is_lost_between_many_ringers_and_one_waiter()
    {
        const int ringers = 4, rings = 50_000;
        var wakeUp = new WakeUp();
        long done = 0;
        var ringing = Enumerable.Range(0, ringers).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < rings; i++)
            {
                Interlocked.Increment(ref done);
                wakeUp.Ring();
            }
        })).ToList();

        // A lost ring would leave the last wait without an end.
        while (Interlocked.Read(ref done) < ringers * rings)
        {
            await wakeUp.WaitAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        await Task.WhenAll(ringing);
        Assert.Equal(ringers * rings, done);
    }
}
