using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>Workers, Api instances and Redis are killed in mid-job, by real signals.</summary>
public sealed class CrashTests(ModelDeployment deployment) : IClassFixture<ModelDeployment>, IAsyncLifetime
{
    /// <summary>Nodes a run may have under way: <c>Planning:Parallelism</c>, and as many that wait for their turn to commit.</summary>
    private const int InFlight = 8;

    /// <summary>Answers the model gives before it waits for the test, which then has the job in its very middle.</summary>
    private const int AnswersBeforeWait = 4;

    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Deployment _app = deployment.App;
    private readonly LlmServer _llm = deployment.Llm;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _llm.Forget();
        _llm.Script = request => LlmServer.Breakdown(request.Title) with
        {
            Hold = request.Number > AnswersBeforeWait ? _goOn.Task : null,
        };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _goOn.TrySetResult();
        await _app.MendAsync();
    }

    [Fact]
    public async Task A_killed_workers_job_goes_on_in_another_without_repeating_what_was_committed()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("A plan of many parts");
        var job = await person.DecomposeAsync(plan.PlanId, new { expand_depth = 3, node_budget = 100 });
        var following = person.FollowAsync(job.JobId);
        await UntilInTheMiddleAsync(person, job.JobId);

        await WorkerOf(await person.GetJobAsync(job.JobId)).KillAsync();
        _goOn.SetResult();

        var ended = await person.EndOfAsync(job.JobId);
        await AssertWholeAsync(person, plan, ended, await following);
        Assert.Equal(2, ended.Attempt);
    }

    [Fact]
    public async Task A_frozen_worker_that_wakes_after_its_job_was_taken_over_writes_and_shows_nothing()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("A plan of many parts");
        var job = await person.DecomposeAsync(plan.PlanId, new { expand_depth = 3, node_budget = 100 });
        var following = person.FollowAsync(job.JobId);
        await UntilInTheMiddleAsync(person, job.JobId);

        var frozen = WorkerOf(await person.GetJobAsync(job.JobId));
        await FreezeOutsideTransactionsAsync(frozen, plan.PlanId);
        await Eventually.TrueAsync(async () => (await person.GetJobAsync(job.JobId)).Attempt == 2, "another worker has it");
        frozen.Wake();
        _goOn.SetResult();

        var ended = await person.EndOfAsync(job.JobId);
        await AssertWholeAsync(person, plan, ended, await following);
        Assert.Equal((2, JobStatus.Succeeded), (ended.Attempt, ended.Status));
        await Eventually.TrueAsync(() => frozen.Output.Contains("is abandoned", StringComparison.Ordinal), "the woken worker lets go");
        Assert.False(frozen.HasExited);
    }

    [Fact]
    public async Task Redis_killed_and_restarted_empty_costs_no_line_and_no_job()
    {
        using var person = _app.NewPerson();
        var (plans, jobs) = (new Plan[4], new Job[4]);
        for (var i = 0; i < 4; i++)
        {
            plans[i] = await person.CreatePlanAsync($"Plan number {i}");
            jobs[i] = await person.DecomposeAsync(plans[i].PlanId, api: i);
        }

        var following = jobs.Select((job, i) => person.FollowAsync(job.JobId, i)).ToList();
        await Eventually.TrueAsync(() => _llm.Requests.Count > AnswersBeforeWait, "jobs are under way");

        await _app.Redis.KillAsync();
        _goOn.SetResult();
        await Eventually.TrueAsync(async () => (await person.LinesAsync(jobs[0].JobId)).Count > 12, "lines come without Redis");
        await _app.Redis.StartAsync();

        for (var i = 0; i < jobs.Length; i++)
        {
            await AssertWholeAsync(person, plans[i], await person.EndOfAsync(jobs[i].JobId), await following[i]);
        }

        var after = await person.DecomposeAsync((await person.CreatePlanAsync("One more")).PlanId);
        Assert.Equal(JobStatus.Succeeded, (await person.EndOfAsync(after.JobId)).Status);
    }

    [Fact]
    public async Task The_Api_instance_that_streams_is_killed_and_the_reader_goes_on_at_the_other()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("A plan of many parts");
        var job = await person.DecomposeAsync(plan.PlanId, new { expand_depth = 3, node_budget = 100 }, api: 1);
        var following = person.FollowAsync(job.JobId, api: 1);
        await UntilInTheMiddleAsync(person, job.JobId);

        await _app.Apis[1].Process.KillAsync();
        _goOn.SetResult();

        await AssertWholeAsync(person, plan, await person.EndOfAsync(job.JobId), await following);
    }

    [Fact]
    public async Task Everything_stopped_in_mid_job_goes_on_after_the_restart()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("A plan of many parts");
        var job = await person.DecomposeAsync(plan.PlanId, new { expand_depth = 3, node_budget = 100 });
        await UntilInTheMiddleAsync(person, job.JobId);

        await _app.StopServicesAsync();
        _goOn.SetResult();
        _app.StartWorker();
        await _app.StartApiAsync();
        await _app.StartApiAsync();

        var ended = await person.EndOfAsync(job.JobId);
        await AssertWholeAsync(person, plan, ended, await person.FollowAsync(job.JobId));
        Assert.Contains(await person.LinesAsync(job.JobId), line => Code(line) == "job.released");
    }

    [Fact]
    public async Task A_running_job_is_cancelled_through_any_instance_and_keeps_what_it_did()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("A plan of many parts");
        var job = await person.DecomposeAsync(plan.PlanId, new { expand_depth = 3, node_budget = 100 });
        await UntilInTheMiddleAsync(person, job.JobId);

        using var answer = await person.SendAsync(HttpMethod.Post, $"/jobs/{job.JobId}/cancel", api: 1);

        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        var ended = await person.EndOfAsync(job.JobId);
        Assert.Equal(JobStatus.Cancelled, ended.Status);
        Assert.NotEmpty((await person.GetTreeAsync(plan.PlanId)).Tasks);
    }

    /// <summary>Some nodes are committed, others are being paid for.</summary>
    private async Task UntilInTheMiddleAsync(Person person, string jobId)
    {
        await Eventually.TrueAsync(() => _llm.Requests.Count > AnswersBeforeWait, "the model is asked for more");
        await Eventually.TrueAsync(
            async () => (await person.LinesAsync(jobId)).Any(line => Code(line) == "node.expanded"), "a node is committed");
    }

    /// <summary>SQLite's locks outlive a frozen process: frozen inside a transaction it would hold up every writer of the file.</summary>
    private async Task FreezeOutsideTransactionsAsync(ServiceProcess worker, long planId)
    {
        await Eventually.TrueAsync(async () =>
        {
            worker.Freeze();
            if (TestData.IsWritable(_app.Data.Folder.Plan(planId)) && TestData.IsWritable(_app.Data.Folder.Main)) return true;
            worker.Wake();
            await Task.Delay(50, Ct);
            return false;
        }, "the worker is frozen outside of transactions");
    }

    /// <summary>The process whose id stands in the name of the worker that began the job.</summary>
    private ServiceProcess WorkerOf(JobSnapshot job)
    {
        var begun = job.Logs.Last(line => Code(line) is "job.started" or "job.taken_over" or "job.resumed");
        var name = begun.Metadata!.Value.GetProperty("args").GetProperty("worker").GetString()!;
        return _app.Workers.Single(worker => name.Contains($"-{worker.Id}-", StringComparison.Ordinal));
    }

    /// <summary>The invariants, seen from outside: no gap, no double, no task twice, no committed node paid twice.</summary>
    private async Task AssertWholeAsync(Person person, Plan plan, JobSnapshot job, IReadOnlyList<JobLogEntry> streamed)
    {
        Assert.Equal(JobStatus.Succeeded, job.Status);
        var stored = await person.LinesAsync(job.JobId);
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(i => (long)i), stored.Select(line => line.Seq));
        Assert.Equal(stored, streamed, LineComparer.Instance);

        var tasks = Flat((await person.GetTreeAsync(plan.PlanId)).Tasks).ToList();
        Assert.Equal(tasks.Count, tasks.Select(task => (task.ParentId, task.Title)).Distinct().Count());
        var expanded = stored.Where(line => Code(line) == "node.expanded")
            .Select(line => line.Metadata!.Value.GetProperty("args").GetProperty("task_id").GetRawText()).ToList();
        Assert.Equal(expanded.Count, expanded.Distinct().Count());
        Assert.Equal(tasks.Select(task => task.ParentId).Distinct().Count(), expanded.Count);
        AssertPaidOnce(tasks, plan);
    }

    /// <summary>An answer that was committed is never asked for again; one that was under way when its worker died may be, once.</summary>
    private void AssertPaidOnce(IReadOnlyList<PlanTaskNode> tasks, Plan plan)
    {
        var titles = tasks.Where(task => task.Children.Count > 0).Select(task => task.Title).Append(plan.Title).ToList();
        Assert.All(titles, title => Assert.InRange(_llm.CallsFor(title), 1, 2));
        Assert.True(titles.Count(title => _llm.CallsFor(title) == 2) <= InFlight, "More calls were repeated than can have been under way.");
    }

    private static IEnumerable<PlanTaskNode> Flat(IEnumerable<PlanTaskNode> tasks) => tasks.SelectMany(task => Flat(task.Children).Prepend(task));

    private static string? Code(JobLogEntry line) => line.Metadata is { ValueKind: JsonValueKind.Object } data ? data.GetProperty("code").GetString() : null;
}
