using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Api.Logs;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.JobLog;
using static PlanDecomp.Tests.WebClient.JobLog.Told;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>The client against the real relay, over connections that are cut at random.</summary>
public sealed class RelayedLogTests(RedisServer redis) : RelayTest(redis)
{
    [Fact]
    public async Task Cut_at_random_the_client_has_exactly_the_stored_lines()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        var other = await Worker.RunAsync();
        var cuts = new CuttingHandler(seed: 20260131);
        await using var tab = new Tab(host.Address, cuts, TestJob.Owner);
        await job.WriteAsync([.. Messages(1, 20)]);

        // The host has the log's routes alone: the network answers for the job's.
        cuts.SnapshotOf = SnapshotAsync;
        using var log = tab.Subscriptions.Open(job.Id);
        using var second = tab.Subscriptions.Open(other.Id);
        var arrived = log.Record();
        var writing = WriteAsync();

        // The clock stands while a stream is open: a busy machine must not look like a silent network.
        await Eventually.TrueAsync(
            () =>
            {
                if (log.Connection == JobLogConnection.Ended && second.Connection == JobLogConnection.Ended) return true;
                if (cuts.OpenStreams == 0) tab.Time.Advance(TimeSpan.FromSeconds(0.5));
                return false;
            },
            "both jobs have ended",
            TimeSpan.FromMinutes(2));
        await writing;

        var stored = await job.LinesAsync();
        Assert.Equal(stored.Select(line => (line.Seq, line.Message)), log.Lines.Select(line => (line.Seq, line.Message)));
        Assert.Equal(stored.Skip(stored.Count - arrived.Count).Select(line => line.Seq), arrived);
        Assert.InRange(arrived.Count, 700, stored.Count);
        Assert.Equal((await other.LinesAsync()).Select(line => line.Seq), second.Numbers());
        Assert.InRange(cuts.Cuts, 3, int.MaxValue);

        async Task<JobSnapshot?> SnapshotAsync(string id)
        {
            if (await Worker.Store.FindAsync(id, Ct) is not { } known) return null;
            var page = await Worker.Store.ReadLogAsync(id, new JobLogQuery { Before = known.LastSeq + 1, Limit = 200 }, Ct);
            return new JobSnapshot(known, page!.Entries);
        }

        async Task WriteAsync()
        {
            for (var n = 21; n <= 800; n += 4)
            {
                await job.WriteAsync([.. Messages(n, n + 3)]);
                await other.WriteAsync($"other {n}");
            }

            await job.FinishAsync();
            await other.FinishAsync();
        }
    }
}
