using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>Plans are executed by real workers, which are killed and stopped in the middle of it.</summary>
public sealed class ExecuteTests(ModelDeployment deployment) : IClassFixture<ModelDeployment>, IAsyncLifetime
{
    private const int Concurrency = 3;

    /// <summary>Answers the model gives before it waits for the test, which then has the job in its very middle.</summary>
    private const int AnswersBeforeWait = 5;

    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Deployment _app = deployment.App;
    private readonly LlmServer _llm = deployment.Llm;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _llm.Forget();
        _llm.Script = request => LlmReply.Text($"STATE: done\n\nResult of {request.Title}.") with { Hold = request.Number > AnswersBeforeWait ? _goOn.Task : null };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _goOn.TrySetResult();
        await _app.MendAsync();
    }

    [Fact]
    public async Task A_worker_killed_in_mid_execution_costs_no_result_and_at_most_the_calls_in_flight()
    {
        using var person = _app.NewPerson();
        var plan = await DrawAsync(person);
        var job = await ExecuteAsync(person, plan);
        var following = person.FollowAsync(job.JobId);
        await UntilInTheMiddleAsync(person, job.JobId);
        Assert.Equal(Concurrency, (await TasksAsync(person, plan)).Count(task => task.Status == PlanTaskStatus.Running));

        await WorkerOf(await person.GetJobAsync(job.JobId)).KillAsync();
        _goOn.SetResult();

        var ended = await person.EndOfAsync(job.JobId, TimeSpan.FromSeconds(90));
        Assert.Equal(2, ended.Attempt);
        await AssertWholeAsync(person, plan, ended, await following, mayRepeat: Concurrency);
    }

    [Fact]
    public async Task Stopped_workers_give_tasks_back_and_the_next_one_goes_on()
    {
        using var person = _app.NewPerson();
        var plan = await DrawAsync(person);
        var job = await ExecuteAsync(person, plan);
        var following = person.FollowAsync(job.JobId);
        await UntilInTheMiddleAsync(person, job.JobId);

        await _app.StopWorkersAsync();
        Assert.DoesNotContain(await TasksAsync(person, plan), task => task.Status == PlanTaskStatus.Running);
        _goOn.SetResult();
        _app.StartWorker();

        await AssertWholeAsync(person, plan, await person.EndOfAsync(job.JobId), await following, mayRepeat: Concurrency);
    }

    [Fact]
    public async Task A_cancelled_execution_keeps_what_is_done_and_leaves_no_task_in_between()
    {
        using var person = _app.NewPerson();
        var plan = await DrawAsync(person);
        var job = await ExecuteAsync(person, plan);
        await UntilInTheMiddleAsync(person, job.JobId);

        using var answer = await person.SendAsync(HttpMethod.Post, $"/jobs/{job.JobId}/cancel", api: 1);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var ended = await person.EndOfAsync(job.JobId);
        var result = ResultOf(ended);
        Assert.Equal((JobStatus.Cancelled, "cancelled"), (ended.Status, result.StopReason));
        var tasks = await TasksAsync(person, plan);
        Assert.Equal(result.Completed + result.Summaries, tasks.Count(task => task.Status == PlanTaskStatus.Completed));
        Assert.All(tasks, task => Assert.Equal(task.Status == PlanTaskStatus.Completed ? 1 : null, task.ResultVersion));
        Assert.DoesNotContain(tasks, task => task.Status == PlanTaskStatus.Running);
    }

    /// <summary>Four parents of three leaves; each parent's second and third leaf depend on its first, and the last parent on the first one.</summary>
    private static async Task<long> DrawAsync(Person person)
    {
        var plan = (await person.CreatePlanAsync("A plan of many parts")).PlanId;
        long? first = null;
        for (var i = 1; i <= 4; i++)
        {
            var parent = await AddAsync(person, plan, $"part {i}", null, i == 4 ? [first!.Value] : []);
            first ??= parent;
            long? start = null;
            for (var k = 1; k <= 3; k++) start ??= await AddAsync(person, plan, $"task {i}.{k}", parent, start is { } on ? [on] : []);
            for (var k = 2; k <= 3; k++) await AddAsync(person, plan, $"task {i}.{k}", parent, [start!.Value]);
        }

        return plan;
    }

    private static async Task<long> AddAsync(Person person, long plan, string title, long? parentId, long[] dependsOn)
    {
        using var response = await person.SendAsync(HttpMethod.Post, $"/plans/{plan}/tasks", new { title, parent_id = parentId, depends_on = dependsOn });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.PlanTask, Ct))!.TaskId;
    }

    private static async Task<Job> ExecuteAsync(Person person, long plan)
    {
        using var response = await person.SendAsync(HttpMethod.Post, $"/plans/{plan}/execute", new { concurrency = Concurrency });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.JobSnapshot, Ct))!;
    }

    /// <summary>Some tasks are stored, as many as may be are being paid for.</summary>
    private async Task UntilInTheMiddleAsync(Person person, string jobId)
    {
        await Eventually.TrueAsync(() => _llm.Requests.Count == AnswersBeforeWait + Concurrency, "the model is asked for more");
        await Eventually.TrueAsync(
            async () => (await person.LinesAsync(jobId)).Count(line => Code(line) is "task.completed" or "summary.completed") == AnswersBeforeWait, "some tasks are stored");
    }

    /// <summary>The process whose id stands in the name of the worker that began the job.</summary>
    private ServiceProcess WorkerOf(JobSnapshot job)
    {
        var name = job.Logs.Last(line => Code(line) == "job.started").Metadata!.Value.GetProperty("args").GetProperty("worker").GetString()!;
        return _app.Workers.Single(worker => name.Contains($"-{worker.Id}-", StringComparison.Ordinal));
    }

    private async Task AssertWholeAsync(Person person, long plan, JobSnapshot job, IReadOnlyList<JobLogEntry> streamed, int mayRepeat)
    {
        Assert.Equal(JobStatus.Succeeded, job.Status);
        var stored = await person.LinesAsync(job.JobId);
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(i => (long)i), stored.Select(line => line.Seq));
        Assert.Equal(stored, streamed, LineComparer.Instance);

        var tasks = await TasksAsync(person, plan);
        Assert.All(tasks, task => Assert.Equal((PlanTaskStatus.Completed, 1, null), (task.Status, task.ResultVersion, task.Error)));
        Assert.Equal((12, 4, 0, 0, 0), (ResultOf(job).Completed, ResultOf(job).Summaries, ResultOf(job).Failed, ResultOf(job).Skipped, ResultOf(job).NotReached));

        // What was stored is never asked for again; what was under way when its worker went may be, once.
        Assert.All(tasks, task => Assert.InRange(_llm.CallsFor(task.Title), 1, 2));
        Assert.InRange(tasks.Count(task => _llm.CallsFor(task.Title) == 2), 0, mayRepeat);
        Assert.Equal(_llm.Requests.Count, job.Stats!.LlmCalls);
    }

    private static async Task<IReadOnlyList<PlanTask>> TasksAsync(Person person, long plan) => [.. Flat((await person.GetTreeAsync(plan)).Tasks)];

    private static IEnumerable<PlanTaskNode> Flat(IEnumerable<PlanTaskNode> tasks) => tasks.SelectMany(task => Flat(task.Children).Prepend(task));

    private static ExecuteResult ResultOf(Job job) => job.Result!.Value.Deserialize(ContractsJson.Default.ExecuteResult)!;

    private static string? Code(JobLogEntry line) => line.Metadata is { ValueKind: JsonValueKind.Object } data ? data.GetProperty("code").GetString() : null;
}
