using System.Text.Json;
using Bunit;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Chat.Messages;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>What a reply offers once its job has ended.</summary>
public sealed class NextStepsTests : IAsyncLifetime
{
    private const string Decomposed = """{"planner":"offline","stop_reason":"completed","created_task_ids":[1,2]}""";
    private const string Executed = """{"writer":"offline","stop_reason":"completed","completed":3}""";

    private ChatHouse _house = null!;

    private ScriptedChat Chat => _house.Chat;

    public async ValueTask InitializeAsync() => _house = await ChatHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData(JobType.PlanDecompose, JobStatus.Succeeded, Decomposed, new[] { "Execute it", "/plans/7", "Undo the last change" })]
    [InlineData(JobType.PlanDecompose, JobStatus.Succeeded, """{"planner":"llm","stop_reason":"completed","proposal_id":4}""", new[] { "/plans/7/drafts/4", "Accept draft 4", "Reject draft 4" })]
    [InlineData(JobType.PlanDecompose, JobStatus.Failed, Decomposed, new string[0])]
    [InlineData(JobType.PlanDecompose, JobStatus.Running, Decomposed, new string[0])]
    [InlineData(JobType.PlanExecute, JobStatus.Succeeded, Executed, new[] { "Show the results", "/plans/7/graph", "Export the plan", "Undo the last change" })]
    [InlineData(JobType.PlanExecute, JobStatus.Succeeded, """{"writer":"llm","stop_reason":"completed","failed":1}""", new[] { "Retry the failed tasks", "Show the results", "/plans/7/graph", "Export the plan", "Undo the last change" })]
    [InlineData(JobType.TaskOperation, JobStatus.Succeeded, """{"operation":"merge","planner":"llm","stop_reason":"completed","change_set_id":3}""", new[] { "/plans/7", "Undo the last change" })]
    [InlineData(JobType.TaskOperation, JobStatus.Succeeded, """{"operation":"redo","planner":"llm","stop_reason":"completed","proposal_id":9}""", new[] { "/plans/7/drafts/9", "Accept draft 9", "Reject draft 9" })]
    [InlineData(JobType.TaskOperation, JobStatus.Succeeded, """{"operation":"summarise","planner":"llm","stop_reason":"completed"}""", new string[0])]
    [InlineData(JobType.PlanExecute, JobStatus.Succeeded, """{"another":"version"}""", new string[0])]
    [InlineData("something_else", JobStatus.Succeeded, "{}", new string[0])]
    public void Each_end_leads_on_as_it_should(string jobType, JobStatus status, string result, string[] expected) =>
        Assert.Equal(expected, NextStep.Of(JobOf("j", jobType, status, result)).Select(step => step.Address ?? step.Say!.Value.English));

    [Fact]
    public async Task A_step_is_said_about_the_plan_of_its_job_and_goes_with_the_next_message()
    {
        var session = SessionWith(JobOf("j", JobType.PlanDecompose, JobStatus.Succeeded, Decomposed));
        _house.Open(session);
        await _house.UntilAsync(() => Steps() is ["Execute it", "Open plan", "Undo"], "the steps are there");
        Assert.Equal("Next steps", _house.Page.Find(".steps").GetAttribute("aria-label"));
        Assert.Equal("/plans/7", _house.Page.Find("a.step").GetAttribute("href"));

        await _house.Page.InvokeAsync(() => _house.Localizer.Use(PageLanguage.Chinese));
        await _house.UntilAsync(() => Steps() is ["执行", "打开计划", "撤销"], "the steps are Chinese");
        _house.Click(".step");
        var reply = await Chat.NextReplyAsync();

        Assert.Equal(("执行它", 7L), (Chat.Said.Single().Request.Content, Chat.Said.Single().Request.PlanId!.Value));
        await reply.DoneAsync();
        await _house.UntilAsync(() => _house.Messages.Count == 4, "the reply is there");
        Assert.False(_house.Has(".steps"));
    }

    [Fact]
    public async Task While_a_reply_is_written_nothing_can_be_chosen()
    {
        var session = SessionWith(JobOf("j", JobType.PlanExecute, JobStatus.Succeeded, Executed));
        _house.Open(session);
        await _house.UntilAsync(() => _house.Has(".step"), "the steps are there");

        await _house.SayAsync("status");
        await Chat.NextReplyAsync();

        await _house.UntilAsync(() => _house.Page.FindAll("button.step").All(step => step.HasAttribute("disabled")), "nothing can be chosen");
        Assert.Single(Chat.Said);
    }

    private string[] Steps() => [.. _house.Page.FindAll(".step").Select(step => step.TextContent.Trim())];

    private long SessionWith(JobSnapshot job)
    {
        Chat.Jobs[job.JobId] = job;
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "Do it");
        Chat.AddMessage(session, ChatRole.Assistant, "I am at it.", message => message with
        {
            Metadata = new ChatMetadata { Type = ChatMetadata.JobLogType, JobId = job.JobId, Job = new ChatJob(job.JobType), PlanId = job.PlanId },
        });
        return session;
    }

    private static JobSnapshot JobOf(string id, string jobType, JobStatus status, string result) => new()
    {
        JobId = id,
        JobType = jobType,
        Mode = JsonElement.Parse(result).TryGetProperty("operation", out var operation) ? operation.GetString()! : JobMode.Plan,
        PlanId = 7,
        Status = status,
        Result = JsonElement.Parse(result),
        CreatedAt = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
    };
}
