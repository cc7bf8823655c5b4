using System.Net;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Operations;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>Operations on tasks by real workers: the whole way of a draft, and a worker killed in the middle of one.</summary>
public sealed class OperationTests(ModelDeployment deployment) : IClassFixture<ModelDeployment>, IAsyncLifetime
{
    private const int AnswersBeforeWait = 3;

    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Deployment _app = deployment.App;
    private readonly LlmServer _llm = deployment.Llm;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _llm.Forget();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _goOn.TrySetResult();
        await _app.MendAsync();
    }

    [Fact]
    public async Task A_draft_is_made_edited_accepted_in_part_and_undone_to_the_byte()
    {
        _llm.Script = request => request.Data["wishes"] is null ? null : LlmReply.Children(new LlmChild("Ask by phone"), new LlmChild("Keep a list", "Ask by phone"), new LlmChild("Remind them", "Keep a list"));
        using var person = _app.NewPerson();
        var plan = (await person.CreatePlanAsync("Wedding")).PlanId;
        await person.EndOfAsync((await person.DecomposeAsync(plan)).JobId);
        var before = await TreeAsync(person, plan);
        var target = before.GetProperty("tasks")[0].GetProperty("task_id").GetInt64();

        var job = await PostAsync(person, HttpStatusCode.Accepted, $"/tasks/{target}/operations", new { plan_id = plan, operation = "redo", hint = "no paper", commit = "review" });
        var ended = await person.EndOfAsync(job.GetProperty("job_id").GetString()!);
        Assert.Equal(JobStatus.Succeeded, ended.Status);
        var proposal = ended.Result!.Value.GetProperty("proposal_id").GetInt64();
        Assert.Equal(before.GetRawText(), (await TreeAsync(person, plan)).GetRawText());

        await SendAsync(person, HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/drafts/{proposal}", new { nodes = new[] { new { task_id = -2, title = "Keep a list of answers" } } });
        var accepted = await PostAsync(person, HttpStatusCode.OK, $"/plans/{plan}/drafts/{proposal}/accept", new { nodes = new[] { -1, -2 } });
        var children = (await TreeAsync(person, plan)).GetProperty("tasks")[0].GetProperty("children").EnumerateArray().Select(child => child.GetProperty("title").GetString()).ToList();
        Assert.Contains("Ask by phone", children);
        Assert.Contains("Keep a list of answers", children);
        Assert.DoesNotContain("Remind them", children);

        await PostAsync(person, HttpStatusCode.OK, $"/plans/{plan}/undo", new { change_set_id = accepted.GetProperty("change_set_id").GetInt64() });
        Assert.Equal(before.GetRawText(), (await TreeAsync(person, plan)).GetRawText());
    }

    [Fact]
    public async Task A_worker_killed_in_mid_operation_costs_at_most_the_call_in_flight()
    {
        _llm.Script = request => Answers.Words(request, text => text.ToUpperInvariant()) with { Hold = request.Number > AnswersBeforeWait ? _goOn.Task : null };
        using var person = _app.NewPerson();
        var plan = (await person.CreatePlanAsync("plan")).PlanId;
        for (var i = 1; i <= 6; i++) await PostAsync(person, HttpStatusCode.Created, $"/plans/{plan}/tasks", new { title = $"t{i}" });

        var jobId = (await PostAsync(person, HttpStatusCode.Accepted, $"/plans/{plan}/operations", new { operation = "rewrite", hint = "louder" })).GetProperty("job_id").GetString()!;
        var following = person.FollowAsync(jobId);
        await Eventually.TrueAsync(() => _llm.Requests.Count > AnswersBeforeWait, "the fourth call is on its way");
        var worker = (await person.LinesAsync(jobId)).First(line => line.Metadata?.GetProperty("code").GetString() == "job.started").Metadata!.Value.GetProperty("args").GetProperty("worker").GetString()!;
        await _app.Workers.Single(process => worker.Contains($"-{process.Id}-", StringComparison.Ordinal)).KillAsync();
        _goOn.SetResult();

        var ended = await person.EndOfAsync(jobId, TimeSpan.FromSeconds(90));
        Assert.Equal((JobStatus.Succeeded, 2), (ended.Status, ended.Attempt));
        Assert.Equal(["T1", "T2", "T3", "T4", "T5", "T6"], (await TreeAsync(person, plan)).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("title").GetString()));
        Assert.Equal(7, _llm.Requests.Count);
        Assert.Equal(await person.LinesAsync(jobId), await following, LineComparer.Instance);
        var result = ended.Result!.Value.Deserialize(ContractsJson.Default.OperationResult)!;
        Assert.Equal(6, result.Changes);
        await PostAsync(person, HttpStatusCode.OK, $"/plans/{plan}/undo", new { change_set_id = result.ChangeSetId });
        Assert.Equal("t1", (await TreeAsync(person, plan)).GetProperty("tasks")[0].GetProperty("title").GetString());
    }

    private static async Task<JsonElement> TreeAsync(Person person, long plan) => await SendAsync(person, HttpStatusCode.OK, HttpMethod.Get, $"/plans/{plan}/tree");

    private static Task<JsonElement> PostAsync(Person person, HttpStatusCode expected, string path, object body) => SendAsync(person, expected, HttpMethod.Post, path, body);

    private static async Task<JsonElement> SendAsync(Person person, HttpStatusCode expected, HttpMethod method, string path, object? body = null)
    {
        using var response = await person.SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(expected == response.StatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
