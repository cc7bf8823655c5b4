using System.Collections.Concurrent;
using System.Net;

namespace PlanDecomp.Tests.Faults;

/// <summary>People who make plans, have them broken down and executed, read along, cancel, and read their lists.</summary>
internal sealed class Workload(Uri web)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentBag<Promise> _promises = [];
    private readonly ConcurrentBag<Account> _accounts = [];
    private readonly ConcurrentBag<Task> _under = [];
    private readonly ConcurrentDictionary<string, int> _operations = [];
    private readonly ConcurrentDictionary<string, (long Asked, long Answered)> _reads = [];
    private int _plans;

    /// <summary>The nemesis that is at work.</summary>
    public string During { get; set; } = "";

    public IReadOnlyCollection<Promise> Promises => _promises;

    public IReadOnlyDictionary<string, int> Operations => _operations;

    public (long Asked, long Answered) Reads => (_reads.Values.Sum(reads => reads.Asked), _reads.Values.Sum(reads => reads.Answered));

    public (long Asked, long Answered) ReadsDuring(string nemesis) => _reads.GetValueOrDefault(nemesis);

    /// <summary>Works until stopped; what was begun is then brought to its end by <see cref="AwaitEndsAsync"/>.</summary>
    /// <param name="people">At once.</param>
    /// <param name="pace">Between two plans of one person.</param>
    /// <param name="stop">Ends the making of new plans.</param>
    /// <param name="ct">Ends everything.</param>
    public async Task RunAsync(int people, TimeSpan pace, CancellationToken stop, CancellationToken ct)
    {
        var all = Enumerable.Range(0, people).Select(_ => WorkAsync(pace, stop, ct)).Append(ReadAsync(stop, ct));
        await Task.WhenAll(all);
    }

    /// <summary>Waits until each accepted job has ended or the limit is over.</summary>
    public async Task AwaitEndsAsync(TimeSpan limit)
    {
        try
        {
            // What was begun may begin more: an execution after a decomposition, and who reads along.
            for (var known = 0; _under.Count > known;)
            {
                known = _under.Count;
                await Task.WhenAll(_under).WaitAsync(limit);
            }
        }
        catch (TimeoutException)
        {
            // The checker names what has not ended.
        }
    }

    public Account NewAccount()
    {
        var account = new Account(web);
        _accounts.Add(account);
        return account;
    }

    /// <summary>Has a new plan broken down; returns when that is accepted.</summary>
    public async Task<Promise> DecomposeAsync(Account by, string title, object limits, bool follow, bool isPoison, CancellationToken ct)
    {
        Count();
        var plan = await by.InsistAsync(HttpMethod.Post, "plans", new { title }, key: null, ct);
        Assert.Equal(HttpStatusCode.Created, plan.Status);
        return await SubmitAsync(by, "decompose", plan.Body.GetProperty("plan_id").GetInt64(), title, limits, follow, isPoison, ct);
    }

    /// <summary>The job at its end; null when it has none yet after the limit.</summary>
    public static async Task<Answer?> EndOfAsync(Promise promise, TimeSpan limit, CancellationToken ct)
    {
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); clock.Elapsed < limit; await Task.Delay(LookEvery, ct))
        {
            var job = await promise.By.TryAsync(HttpMethod.Get, $"jobs/{promise.JobId}", null, null, ct);
            if (job is { Status: HttpStatusCode.OK } && StatusOf(job) is not ("queued" or "running")) return job;
        }

        return null;
    }

    public static string StatusOf(Answer job) => job.Body.GetProperty("status").GetString()!;

    public void Dispose()
    {
        foreach (var account in _accounts) account.Dispose();
    }

    private async Task WorkAsync(TimeSpan pace, CancellationToken stop, CancellationToken ct)
    {
        var account = NewAccount();
        while (!stop.IsCancellationRequested)
        {
            var title = $"Plan number {Interlocked.Increment(ref _plans)}";
            var promise = await DecomposeAsync(account, title, new { expand_depth = 2, node_budget = 24 }, follow: Random.Shared.Next(2) == 0, isPoison: false, ct);
            _under.Add(GoOnAsync(promise, ct));
            await Task.Delay(pace * (0.5 + Random.Shared.NextDouble()), CancellationToken.None);
        }
    }

    /// <summary>What a person does once the job runs: nothing, cancel it, or have the plan executed when it is done.</summary>
    private async Task GoOnAsync(Promise promise, CancellationToken ct)
    {
        var limit = TimeSpan.FromMinutes(10);
        var chance = Random.Shared.NextDouble();
        if (chance < 0.1)
        {
            await Task.Delay(Random.Shared.Next(1_500), ct);
            Count();
            _ = await promise.By.TryAsync(HttpMethod.Post, $"jobs/{promise.JobId}/cancel", null, null, ct);
        }

        if (await EndOfAsync(promise, limit, ct) is { } ended && StatusOf(ended) == "succeeded" && chance > 0.7)
        {
            var execution = await SubmitAsync(promise.By, "execute", promise.PlanId, promise.Title, new { concurrency = 3 }, follow: chance > 0.85, isPoison: false, ct);
            await EndOfAsync(execution, limit, ct);
        }
    }

    private async Task<Promise> SubmitAsync(
        Account by, string kind, long plan, string title, object body, bool follow, bool isPoison, CancellationToken ct)
    {
        Count();
        var during = During;
        var key = Guid.NewGuid().ToString("n");
        var answer = await by.InsistAsync(HttpMethod.Post, $"plans/{plan}/{kind}", body, key, ct);
        Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.OK, $"{kind}: {answer}");
        var id = answer.Body.GetProperty("job_id").GetString()!;

        // The key is sent once more, as by a person whose answer got lost: it names the same job.
        if (Random.Shared.Next(4) == 0)
        {
            Count();
            var again = await by.InsistAsync(HttpMethod.Post, $"plans/{plan}/{kind}", body, key, ct);
            Assert.Equal(id, again.Body.GetProperty("job_id").GetString());
        }

        var promise = new Promise(kind, id, plan, title, by, during) { Follower = follow ? new Follower(by, id) : null, IsPoison = isPoison };
        _promises.Add(promise);
        if (promise.Follower is { } follower) _under.Add(follower.RunAsync(ct));
        return promise;
    }

    private async Task ReadAsync(CancellationToken stop, CancellationToken ct)
    {
        var account = NewAccount();
        await account.InsistAsync(HttpMethod.Post, "plans", new { title = "What is read all the time" }, null, ct);
        while (!stop.IsCancellationRequested)
        {
            var during = During;
            var answered = await account.TryAsync(HttpMethod.Get, "plans", null, null, ct) is { Status: HttpStatusCode.OK } ? 1 : 0;
            _reads.AddOrUpdate(during, (1, answered), (_, reads) => (reads.Asked + 1, reads.Answered + answered));
            await Task.Delay(ReadEvery, CancellationToken.None);
        }
    }

    private void Count() => _operations.AddOrUpdate(During, 1, (_, count) => count + 1);
}
