using System.Net;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>Lost jobs are looked for when someone with the key asks any worker to.</summary>
public sealed class SweepNowTests : IAsyncLifetime
{
    private const string Key = "a key of the tests' own";
    private readonly Deployment _app = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        // By itself it would come long after the test's end.
        _app.Settings["Worker__SweepEvery"] = "00:10:00";
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_job_whose_queue_entry_was_lost_is_run_whichever_worker_is_asked()
    {
        _app.Settings["Operator__Key"] = Key;
        await _app.StartAsync(apis: 1, workers: 0);
        Uri[] workers = [await StartWorkerAsync(), await StartWorkerAsync()];
        using var person = _app.NewPerson();

        // One of the two is the one that sweeps.
        foreach (var worker in workers)
        {
            var job = await LostJobAsync(person);

            var (status, found) = await SweepAsync(worker, Key);

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal("""{"active":1,"re_enqueued":1,"started":0,"taken_over":0,"cancelled":0}""", found);
            Assert.Equal(JobStatus.Succeeded, (await person.EndOfAsync(job)).Status);
        }
    }

    [Fact]
    public async Task Only_who_sends_the_key_is_let_in()
    {
        _app.Settings["Operator__Key"] = Key;
        await _app.StartAsync(apis: 0, workers: 0);
        var worker = await StartWorkerAsync();

        foreach (var wrong in (string?[])[null, "", Key[..^1], Key + "x"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SweepAsync(worker, wrong)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await SweepAsync(worker, Key)).Status);
    }

    [Fact]
    public async Task Without_a_key_there_is_no_such_route()
    {
        await _app.StartAsync(apis: 0, workers: 0);
        var worker = await StartWorkerAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await SweepAsync(worker, null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SweepAsync(worker, Key)).Status);
    }

    private async Task<Uri> StartWorkerAsync()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        _app.StartWorker(address);
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return (await _http.GetAsync(new Uri(address, "/health"), Ct)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "the worker takes work");
        return address;
    }

    /// <summary>Accepted while no worker listens, and gone from Redis before one does.</summary>
    private async Task<string> LostJobAsync(Person person)
    {
        var plan = await person.CreatePlanAsync("Move house to Berlin");
        foreach (var worker in _app.Workers) worker.Freeze();
        var job = await person.DecomposeAsync(plan.PlanId);
        await using (var redis = await ConnectionMultiplexer.ConnectAsync(_app.Redis.ConnectionString))
        {
            RedisKey owners = $"{_app.KeyPrefix}:{{jobs}}:owners";
            var owner = RedisValue.Null;
            // Redis is told of the job beside its answer.
            await Eventually.TrueAsync(async () => !(owner = (await redis.GetDatabase().SortedSetRangeByRankAsync(owners)).FirstOrDefault()).IsNull, "the entry comes");
            Assert.True(await redis.GetDatabase().KeyDeleteAsync($"{_app.KeyPrefix}:{{jobs}}:of:{owner}"));
        }

        foreach (var worker in _app.Workers) worker.Wake();
        return job.JobId;
    }

    private async Task<(HttpStatusCode Status, string Body)> SweepAsync(Uri worker, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(worker, "/sweep"));
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        using var response = await _http.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
