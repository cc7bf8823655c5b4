using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>Handlers that make it hard for the run.</summary>
public sealed class JobRunFaultTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_handler_that_logs_more_than_the_pipe_holds_when_it_is_cancelled_still_ends()
    {
        _cluster.Worker = worker => worker.RenewEvery = TimeSpan.FromSeconds(1);
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            // Lines flow all the time, so that the wish to cancel is met by the writer itself.
            var flood = Task.Run(async () =>
            {
                while (!ct.IsCancellationRequested)
                {
                    job.Log(JobLogLevel.Info, "test.flood", "x");
                    await Task.Delay(1, CancellationToken.None);
                }
            }, CancellationToken.None);
            var waits = new TaskCompletionSource();
            await using (ct.Register(() => waits.TrySetCanceled(ct)))
            {
                try
                {
                    await waits.Task;
                }
                catch (OperationCanceledException)
                {
                    for (var i = 0; i < 6_000; i++) job.Log(JobLogLevel.Info, "test.stopping", "stopping");
                    await flood;
                    throw;
                }
            }

            return TestCluster.Succeed();
        });
        var id = (await _cluster.SubmitAsync()).JobId;
        await Eventually.TrueAsync(async () => (await _cluster.FindAsync(id)).LastSeq > 20, "lines flow");

        // Through the store alone: the writer learns of it with its next commit.
        await _cluster.Store.RequestCancelAsync(id, Ct);

        Assert.Equal(JobStatus.Cancelled, (await _cluster.EndOfAsync(id)).Status);
    }

    [Fact]
    public async Task A_secret_in_a_result_is_masked()
    {
        _cluster.Jobs = jobs => jobs.KnownSecrets.Add("Tr0ub4dor");
        await _cluster.StartWorkerAsync((_, _, _) => Task.FromResult(TestCluster.Succeed() with
        {
            Result = JsonElement.Parse("""{"failed_nodes":[{"task_id":1,"error":"refused (HTTP 400): bad key Tr0ub4dor"}]}"""),
        }));

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal("""{"failed_nodes":[{"task_id":1,"error":"refused (HTTP 400): bad key ***"}]}""", job.Result!.Value.GetRawText());
    }
}
