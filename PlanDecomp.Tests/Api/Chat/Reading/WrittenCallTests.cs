using System.Net;
using System.Text.Json.Nodes;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Reading;

/// <summary>Models that write their calls as text, stop in the middle, or claim what no tool has done.</summary>
public sealed class WrittenCallTests : IAsyncLifetime
{
    private readonly PlanData _data = new();
    private LlmServer _llm = null!;
    private ApiApp _app = null!;
    private HttpClient _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _llm = await LlmServer.StartAsync();
        _app = new ApiApp(_data.Path, new Dictionary<string, string?> { ["Llm:BaseUrl"] = _llm.BaseUrl.ToString(), ["Llm:Model"] = "test-model", ["Llm:RetryDelay"] = "00:00:00.01" });
        _anna = _app.NewClient();
    }

    public async ValueTask DisposeAsync()
    {
        _anna.Dispose();
        await _app.DisposeAsync();
        await _llm.DisposeAsync();
        _data.Dispose();
    }

    [Theory]
    [InlineData("""{"name": "list_plans", "arguments": {"search": "trip"}}""")]
    [InlineData("""{"name":"list_plans","parameters":{}}""")]
    [InlineData("<tool_call>\n{\"name\": \"list_plans\", \"arguments\": {}}\n</tool_call>")]
    [InlineData("Let me look.\n<tool_call>{\"name\":\"list_plans\",\"arguments\":{}}</tool_call>")]
    [InlineData("```json\n{\n  \"name\": \"list_plans\",\n  \"arguments\": {}\n}\n```")]
    [InlineData("<function=list_plans>{}</function>")]
    [InlineData("""{"tool_calls":[{"function":{"name":"list_plans","arguments":"{}"}}]}""")]
    public async Task A_call_written_as_text_is_taken_for_the_call(string text)
    {
        _llm.Script = request => request.ToolResults.Count == 0 ? LlmReply.Text(text) : LlmReply.Text("There are none.");
        var talk = await ChatTalk.BeginAsync(_anna);

        var reply = await talk.SayAsync("which plans are there?");

        Assert.EndsWith("There are none.", reply.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("list_plans", reply.Content, StringComparison.Ordinal);
        Assert.True(JsonNode.Parse(Assert.Single(_llm.Requests[^1].ToolResults))!["done"]!.GetValue<bool>());
        Assert.Equal("list_plans", Assert.Single(reply.Acts!).Name);
        Assert.Equal([ChatNotices.CallAsText], reply.Metadata!.Notices!);
    }

    [Fact]
    public async Task A_call_written_as_text_waits_for_the_person_as_any_other()
    {
        var plan = await _anna.CreatePlanAsync("Trip");
        await _anna.AddTaskAsync(plan, new { title = "Book flights" });
        _llm.Script = request => request.ToolResults.Count == 0 ? LlmReply.Text("""{"name":"execute","arguments":{}}""") : LlmReply.Text("Look below.");
        var talk = await ChatTalk.BeginAsync(_anna);

        var reply = await talk.SayAsync("what is in it?", planId: plan);

        Assert.Equal(ChatActStatus.Proposed, Assert.Single(reply.Acts!).Status);
        Assert.Empty((await _anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Theory]
    [InlineData("<tool_call>\n{\"name\": \"list_plans\", \"arguments\": ")]
    [InlineData("""{"name":"launch_rockets","arguments":{"count":2}}""")]
    public async Task A_call_that_cannot_be_read_is_said_to_be_so(string text)
    {
        _llm.Script = _ => LlmReply.Text(text);
        var talk = await ChatTalk.BeginAsync(_anna);

        var reply = await talk.SayAsync("which plans are there?");

        Assert.Equal([ChatNotices.CallUnreadable], reply.Metadata!.Notices!);
        Assert.Null(reply.Acts);
    }

    [Theory]
    [InlineData("Here is some JSON:\n\n```json\n{\"a\": 1}\n```\n\nThat is it.")]
    [InlineData("{braces} at the start are words.")]
    [InlineData("<b>bold</b> is a tag\n[a link](/plans)\n`code`")]
    [InlineData("""{"name": "Anna", "age": 3}""")]
    public async Task What_only_looks_like_a_call_is_shown_as_it_is(string text)
    {
        _llm.Script = _ => new LlmReply { Pieces = [.. text.Chunk(3).Select(piece => new string(piece))] };
        var talk = await ChatTalk.BeginAsync(_anna);

        var reply = await talk.SayAsync("tell me something");

        Assert.Equal(text, reply.Content);
        Assert.Null(reply.Metadata?.Notices);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_said_to_be_so()
    {
        _llm.Script = _ => LlmReply.Text("Once upon a") with { FinishReason = null };
        var talk = await ChatTalk.BeginAsync(_anna);

        var reply = await talk.SayAsync("tell a story");

        Assert.Equal(("Once upon a", ChatMessageStatus.Complete), (reply.Content, reply.Status));
        Assert.Equal([ChatNotices.CutOff], reply.Metadata!.Notices!);
        Assert.Equal([ChatNotices.CutOff], (await talk.MessageAsync(reply.MessageId)).Metadata!.Notices!);
    }

    [Theory]
    [InlineData("I have started the execution of your plan.", true)]
    [InlineData("I've just created the plan for you.", true)]
    [InlineData("I am executing the tasks now.", true)]
    [InlineData("The execution has been started.", true)]
    [InlineData("我已经开始执行你的计划。", true)]
    [InlineData("我已为你创建了计划。", true)]
    [InlineData("I can start the execution of your plan. Shall I?", false)]
    [InlineData("You have two plans. The first has started well.", false)]
    [InlineData("Do you want me to execute the plan?", false)]
    [InlineData("要我开始执行这个计划吗？", false)]
    [InlineData("I have an idea for the plan.", false)]
    public void A_claim_of_work_is_told_from_an_offer(string text, bool isClaim) => Assert.Equal(isClaim, WorkClaims.IsIn(text));

    [Fact]
    public async Task A_claim_that_no_tool_backs_is_said_to_be_so()
    {
        _llm.Script = _ => LlmReply.Text("I have started the execution.");
        var talk = await ChatTalk.BeginAsync(_anna);
        Assert.Equal([ChatNotices.UnbackedClaim], (await talk.SayAsync("go")).Metadata!.Notices!);

        _llm.Script = request => request.ToolResults.Count == 0 ? LlmReply.Call("create_plan", new { title = "Rome" }) : LlmReply.Text("I have created the plan.");
        Assert.Null((await (await ChatTalk.BeginAsync(_anna)).SayAsync("plan a trip to Rome")).Metadata!.Notices);
    }

    [Fact]
    public async Task The_model_asks_with_answers_to_choose_from_and_they_become_facts_of_the_plan()
    {
        _llm.Script = request => request.ToolResults.Count == 0 ? LlmReply.Call("ask", new
        {
            questions = new[] { new { about = "date", question = "When?", suggestions = new[] { "in May", "in June" } }, new { about = "budget", question = "How much?", suggestions = new[] { "little" } } },
        }) : LlmReply.Text("");
        var talk = await ChatTalk.BeginAsync(_anna);
        var asked = await talk.SayAsync("plan my wedding");
        Assert.Equal([("date", "When?"), ("budget", "How much?")], asked.Metadata!.Questions!.Select(question => (question.About, question.Text)));
        Assert.Equal(["in May", "in June"], asked.Metadata.Questions![0].Suggestions);
        Assert.Equal("- When?\n- How much?", asked.Content);

        _llm.Script = request => request.ToolResults.Count == 0 ? LlmReply.Call("create_plan", new { title = "Wedding", description = "A wedding." }) : LlmReply.Text("Begun.");
        var made = await talk.SayAsync("When? in May");

        Assert.NotNull(made.Metadata!.JobId);
        Assert.Contains("(This reply asked: When? How much?)", _llm.Requests[^1].Messages[2], StringComparison.Ordinal);
        Assert.Equal("A wedding.\n\nFacts:\nWhen? in May", (await _anna.GetAsync(HttpStatusCode.OK, $"/plans/{made.Metadata.PlanId}")).GetProperty("description").GetString());
    }
}
