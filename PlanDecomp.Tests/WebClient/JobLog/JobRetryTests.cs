using System.Net;
using System.Text.Json;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog.Reading;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>Jobs of every type, repeated at the real Api: what is asked for the second time is what was asked for the first time.</summary>
public class JobRetryTests(SharedApi shared)
{
    public static TheoryData<string, string> Wishes => new()
    {
        { "/plans/{plan}/decompose", """{"expand_depth":1,"node_budget":9,"hint":"short","commit":"review"}""" },
        { "/tasks/{task}/decompose", """{"plan_id":{plan},"allow_existing_children":true}""" },
        { "/plans/{plan}/execute", """{"include_completed":true,"concurrency":2,"on_failure":"stop","llm_call_budget":7,"token_budget":100,"time_budget_seconds":1.5,"hint":"mind"}""" },
        { "/tasks/{task}/execute", """{"plan_id":{plan},"only_failed":true}""" },
        { "/tasks/{task}/operations", """{"plan_id":{plan},"operation":"redo","locked":[{below}],"min_children":1,"max_children":3,"hint":"x"}""" },
        { "/tasks/{task}/operations", """{"plan_id":{plan},"operation":"merge","task_ids":[{sibling}]}""" },
        { "/tasks/{task}/operations", """{"plan_id":{plan},"operation":"split","parts":2}""" },
        { "/plans/{plan}/operations", """{"operation":"rewrite","scope":"subtree","hint":"formal","commit":"review"}""" },
        { "/plans/{plan}/operations", """{"operation":"translate","language":"en"}""" },
        { "/plans/{plan}/operations", """{"operation":"estimate"}""" },
        { "/plans/{plan}/operations", """{"operation":"repair_dependencies","commit":"apply"}""" },
        { "/plans/{plan}/operations", """{"operation":"summarise","language":"zh-CN"}""" },
        { "/plans/{plan}/operations", """{"operation":"check_quality"}""" },
        { "/plans/export", """{"plan_ids":[{plan}],"format":"markdown"}""" },
        { "/plans/export", """{"all":true,"format":"zip"}""" },
        { "/plans/{plan}/duplicate", """{"title":"another"}""" },
        { "/plans/reindex", "" },
    };

    [Theory]
    [MemberData(nameof(Wishes))]
    public async Task A_job_is_repeated_with_the_very_same_parameters(string path, string body)
    {
        await using var house = new PagesHouse(shared);
        var plan = await house.Person.CreatePlanAsync("A plan");
        var task = await house.Person.AddTaskAsync(plan, new { title = "one" });
        var below = await house.Person.AddTaskAsync(plan, new { title = "below", parent_id = task });
        var sibling = await house.Person.AddTaskAsync(plan, new { title = "two" });
        string Fill(string text) => text.Replace("{plan}", $"{plan}", StringComparison.Ordinal).Replace("{task}", $"{task}", StringComparison.Ordinal)
            .Replace("{below}", $"{below}", StringComparison.Ordinal).Replace("{sibling}", $"{sibling}", StringComparison.Ordinal);
        var asked = await house.Person.SendAsync(HttpStatusCode.Accepted, HttpMethod.Post, Fill(path), body.Length == 0 ? null : JsonElement.Parse(Fill(body)));
        var first = await CancelAsync(house, asked.GetProperty("job_id").GetString()!);
        Assert.True(JobRetry.IsPossible(first));

        var second = await house.Service<JobRetry>().SubmitAsync(first, CancellationToken.None);

        Assert.NotEqual(first.JobId, second.JobId);
        Assert.Equal((first.JobType, first.Mode, first.PlanId, first.TargetTaskId), (second.JobType, second.Mode, second.PlanId, second.TargetTaskId));
        Assert.Equal(first.Params?.GetRawText(), second.Params?.GetRawText());
    }

    [Theory]
    [InlineData(JobType.PlanDecompose, JobMode.PlanBfs, false)]
    [InlineData(JobType.PlanExecute, JobMode.Plan, true)]
    [InlineData(JobType.TaskOperation, "summarise", true)]
    [InlineData(JobType.TaskOperation, "merge", false)]
    [InlineData(JobType.TaskOperation, AcrossPlansMode.ExportPlans, true)]
    [InlineData(JobType.TaskOperation, AcrossPlansMode.ImportPlan, false)]
    [InlineData("something_new", "mode", false)]
    public void What_succeeded_is_repeated_only_where_it_makes_sense(string type, string mode, bool expected) => Assert.Equal(
        expected,
        JobRetry.IsPossible(new Job
        {
            JobId = "a",
            JobType = type,
            Mode = mode,
            PlanId = mode is AcrossPlansMode.ExportPlans or AcrossPlansMode.ImportPlan ? null : 1,
            Status = JobStatus.Succeeded,
            Params = JsonElement.Parse($$"""{"operation":"{{mode}}"}"""),
            CreatedAt = DateTimeOffset.UnixEpoch,
        }));

    private static async Task<Job> CancelAsync(PagesHouse house, string jobId)
    {
        await house.Person.PostAsync(HttpStatusCode.OK, $"/jobs/{jobId}/cancel", new { });
        return await house.Service<JobsClient>().FindAsync(jobId, lines: 0, CancellationToken.None);
    }
}
