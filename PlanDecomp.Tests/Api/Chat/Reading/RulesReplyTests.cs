using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Reading;

/// <summary>What comes of what the rules and the commands read.</summary>
public sealed class RulesReplyTests(SharedApi shared) : ApiTest(shared)
{
    /// <summary>The test's plan: plan 1 of the words that are expected.</summary>
    private long _plan;

    [Theory]
    [InlineData("Please help me plan a team trip to Lisbon", "Team trip to Lisbon", "I created the plan [Team trip to Lisbon](/plans/1) and am breaking it down in the background; follow the live log below.")]
    [InlineData("break down the launch of our product", "Launch of our product", "I created the plan [Launch of our product](/plans/1) and am breaking it down in the background; follow the live log below.")]
    [InlineData("/plan Trip to Rome -- by train", "Trip to Rome", "I created the plan [Trip to Rome](/plans/1) and am breaking it down in the background; follow the live log below.")]
    [InlineData("帮我规划一次去里斯本的团队旅行", "去里斯本的团队旅行", "我已创建计划[去里斯本的团队旅行](/plans/1)，正在后台拆分任务，请看下方实时日志。")]
    [InlineData("拆分“产品发布”", "产品发布", "我已创建计划[产品发布](/plans/1)，正在后台拆分任务，请看下方实时日志。")]
    [InlineData("/计划 罗马旅行", "罗马旅行", "我已创建计划[罗马旅行](/plans/1)，正在后台拆分任务，请看下方实时日志。")]
    public async Task A_wish_becomes_a_plan_whose_breakdown_the_reply_shows(string wish, string title, string words)
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var reply = await talk.SayAsync(wish);

        _plan = reply.Metadata!.PlanId!.Value;
        Assert.Equal((words.Replace("/plans/1", $"/plans/{_plan}", StringComparison.Ordinal), ChatMessageStatus.Complete), (reply.Content, reply.Status));
        Assert.Equal(title, (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}")).GetProperty("title").GetString());
        var job = await Anna.GetAsync(HttpStatusCode.OK, $"/jobs/{reply.Metadata.JobId}");
        Assert.Equal((_plan, "plan_bfs"), (job.GetProperty("plan_id").GetInt64(), job.GetProperty("mode").GetString()));
        var raw = (await Anna.GetAsync(HttpStatusCode.OK, $"{talk.Path}/messages/{reply.MessageId}")).GetProperty("metadata");
        Assert.Equal($$"""{"type":"job_log","job_id":"{{reply.Metadata.JobId}}","job_status":"queued","job":{"job_type":"plan_decompose"},"plan_id":{{_plan}}}""", raw.GetRawText());
    }

    [Fact]
    public async Task Limits_and_hint_reach_the_job()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var reply = await talk.SayAsync("/plan Trip to Rome, 3 levels deep, at most 12 tasks -- by train only");

        var asked = (await Anna.GetAsync(HttpStatusCode.OK, $"/jobs/{reply.Metadata!.JobId}")).GetProperty("params");
        Assert.Equal((3, 12, "by train only"), (asked.GetProperty("expand_depth").GetInt32(), asked.GetProperty("node_budget").GetInt32(), asked.GetProperty("hint").GetString()));
        Assert.Equal("Trip to Rome", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{reply.Metadata.PlanId}")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_long_wish_is_kept_whole()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var wish = "Plan a trip to Rome with the whole family. We are five.\n- museums\n- good food\n- no flying";
        var first = await talk.SayAsync(wish);

        var plan = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{first.Metadata!.PlanId}");
        Assert.Equal("Trip to Rome with the whole family", plan.GetProperty("title").GetString());
        Assert.Equal(wish, plan.GetProperty("description").GetString());

        var longer = "break down the move of our office, " + string.Concat(Enumerable.Repeat("with many details ", 200)) + "and the end";
        var next = await talk.SayAsync(longer);
        var second = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{next.Metadata!.PlanId}");
        Assert.Equal(longer, second.GetProperty("description").GetString());
        Assert.True(second.GetProperty("title").GetString()!.Length < 100);
    }

    [Fact]
    public async Task A_plan_can_be_created_empty_and_broken_down_later()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var created = await talk.SayAsync("create a plan called Spring cleaning");
        _plan = Assert.Single((await Anna.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray()).GetProperty("plan_id").GetInt64();
        Assert.Equal($"I created the plan [Spring cleaning](/plans/{_plan}). Say “break it down” when I should work out its tasks.", created.Content);
        Assert.Equal((null, null, _plan), (created.Metadata!.Type, created.Metadata.JobId, created.Metadata.PlanId!.Value));

        var reply = await talk.SayAsync("break it down");

        Assert.Equal($"I am breaking the plan [Spring cleaning](/plans/{_plan}) down in the background; follow the live log below.", reply.Content);
        Assert.Equal(ChatMetadata.JobLogType, reply.Metadata!.Type);
    }

    [Theory]
    [InlineData("break it down", "being broken down already", "/cancel")]
    [InlineData("拆分它", "已经在拆分中", "/取消")]
    public async Task What_is_being_broken_down_shows_the_log_of_the_running_job(string again, string words, string next)
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var first = await talk.SayAsync("/plan Trip");

        var reply = await talk.SayAsync(again);

        Assert.Contains(words, reply.Content, StringComparison.Ordinal);
        Assert.Contains(next, reply.Content, StringComparison.Ordinal);
        Assert.Equal(
            (ChatMetadata.JobLogType, first.Metadata!.JobId, JobStatus.Queued, JobType.PlanDecompose),
            (reply.Metadata!.Type, reply.Metadata.JobId, reply.Metadata.JobStatus!.Value, reply.Metadata.Job!.JobType));
    }

    [Theory]
    [InlineData("break down task 2", 2)]
    [InlineData("split the hotel task into steps", 2)]
    [InlineData("break down hotel", 2)]
    [InlineData("decompose task 1.1", 3)]
    [InlineData("decompose task #3", 3)]
    [InlineData("/decompose task 2 -- cheap", 2)]
    [InlineData("把第二个任务拆分一下", 2)]
    [InlineData("拆分任务“Book the hotel”", 2)]
    public async Task A_task_is_found_by_place_title_or_id(string wish, long taskId)
    {
        var talk = await TripAsync();
        var reply = await talk.SayAsync(wish, planId: _plan);

        Assert.Equal((_plan, taskId), (reply.Metadata!.PlanId!.Value, reply.Metadata.TaskId!.Value));
        var job = await Anna.GetAsync(HttpStatusCode.OK, $"/jobs/{reply.Metadata.JobId}");
        Assert.Equal(taskId, job.GetProperty("target_task_id").GetInt64());
    }

    [Fact]
    public async Task The_page_goes_before_the_talk_and_a_name_before_both()
    {
        var talk = await TripAsync();
        var second = await Anna.CreatePlanAsync("Wedding");
        await talk.SayAsync("status", planId: _plan);

        Assert.Contains($"[Trip](/plans/{_plan})", (await talk.SayAsync("status")).Content, StringComparison.Ordinal);
        Assert.Contains($"[Wedding](/plans/{second})", (await talk.SayAsync("status", planId: second)).Content, StringComparison.Ordinal);
        Assert.Contains($"[Trip](/plans/{_plan})", (await talk.SayAsync("status of plan trip", planId: second)).Content, StringComparison.Ordinal);
        Assert.Equal(second, (await talk.SayAsync("break down wedding", planId: _plan)).Metadata!.PlanId);
    }

    [Fact]
    public async Task What_is_unclear_is_asked_and_nothing_is_done()
    {
        _plan = await Anna.CreatePlanAsync("Trip to Rome");
        var oslo = await Anna.CreatePlanAsync("Trip to Oslo");
        var talk = await ChatTalk.BeginAsync(Anna);

        var which = await talk.SayAsync("break it down");
        Assert.Contains("Which plan do you mean?", which.Content, StringComparison.Ordinal);
        Assert.Contains($"- [Trip to Oslo](/plans/{oslo}) (#{oslo})", which.Content, StringComparison.Ordinal);
        Assert.Contains("Several plans", (await talk.SayAsync("break down trip")).Content, StringComparison.Ordinal);
        Assert.Contains("no plan called “Venice”", (await talk.SayAsync("break down plan Venice")).Content, StringComparison.Ordinal);
        Assert.Contains("/plan Venice", (await talk.SayAsync("/decompose Venice")).Content, StringComparison.Ordinal);
        Assert.Contains("没有名为“威尼斯”的计划", (await talk.SayAsync("拆分计划“威尼斯”")).Content, StringComparison.Ordinal);
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());

        var reply = await talk.SayAsync($"break down plan #{_plan}");
        Assert.Equal(_plan, reply.Metadata!.PlanId);
    }

    [Fact]
    public async Task Tasks_are_added_and_changed()
    {
        var talk = await TripAsync();
        async Task<string> SayAsync(string content) => (await talk.SayAsync(content, planId: _plan)).Content;

        Assert.Equal($"I added the task “pack” to [Trip](/plans/{_plan}).", await SayAsync("add a task: pack"));
        Assert.Equal($"I added the task “compare prices” below “Book the hotel” in [Trip](/plans/{_plan}).", await SayAsync("add a subtask under task 2: compare prices"));
        Assert.Equal($"我已在[Trip](/plans/{_plan})中添加任务“买票”。", await SayAsync("添加任务：买票"));
        Assert.Equal($"There is a task “pack” in [Trip](/plans/{_plan}) already.", await SayAsync("add a task: pack"));
        Assert.Equal($"The task “Book flights” of [Trip](/plans/{_plan}) is now completed.", await SayAsync("mark task 1 as done"));
        Assert.Equal($"[Trip](/plans/{_plan})中的任务“pack”现在是：已跳过。", await SayAsync("把任务“pack”标记为跳过"));
        Assert.Equal($"The task “pack” of [Trip](/plans/{_plan}) is now called “Pack the bags”.", await SayAsync("rename task pack to Pack the bags"));
        Assert.Equal($"I changed the task “Pack the bags” of [Trip](/plans/{_plan}).", await SayAsync("task 3 depends on task 1 and task 2"));
        Assert.Equal($"I changed the task “Book the hotel” of [Trip](/plans/{_plan}).", await SayAsync("set the instruction of task 2 to: near the station"));
        Assert.Contains("That is not possible", await SayAsync("task 1 depends on task 3"), StringComparison.Ordinal);
        Assert.Contains("has no task “nonsense”", await SayAsync("mark task nonsense as done"), StringComparison.Ordinal);

        var tasks = (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tree")).GetProperty("tasks").EnumerateArray().ToList();
        Assert.Equal(["Book flights", "Book the hotel", "Pack the bags", "买票"], tasks.Select(task => task.GetProperty("title").GetString()));
        Assert.Equal(["completed", "pending", "skipped", "pending"], tasks.Select(task => task.GetProperty("status").GetString()));
        Assert.Equal("near the station", tasks[1].GetProperty("instruction").GetString());
        Assert.Equal("compare prices", tasks[1].GetProperty("children")[0].GetProperty("title").GetString());
        Assert.Equal([1L, 2L], tasks[2].GetProperty("depends_on").EnumerateArray().Select(id => id.GetInt64()));
    }

    [Fact]
    public async Task A_plan_is_renamed_and_described_but_never_deleted()
    {
        var talk = await TripAsync();
        Assert.Equal($"The plan “Trip” is now called [Spring trip](/plans/{_plan}).", (await talk.SayAsync("rename the plan to Spring trip", planId: _plan)).Content);
        Assert.Equal($"计划“Spring trip”已改名为[春季旅行](/plans/{_plan})。", (await talk.SayAsync("把计划改名为春季旅行")).Content);
        Assert.Equal($"I changed the description of [春季旅行](/plans/{_plan}).", (await talk.SayAsync("set the description to: five days")).Content);
        Assert.Contains($"[春季旅行](/plans/{_plan})", (await talk.SayAsync("delete the plan")).Content, StringComparison.Ordinal);
        Assert.Contains("不提供删除", (await talk.SayAsync("把任务1删除")).Content, StringComparison.Ordinal);

        var tree = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tree");
        Assert.Equal(("春季旅行", "five days", 3), (tree.GetProperty("plan").GetProperty("title").GetString(), tree.GetProperty("plan").GetProperty("description").GetString(), tree.GetProperty("plan").GetProperty("task_count").GetInt32()));
    }

    [Fact]
    public async Task The_status_shows_tasks_counts_and_the_running_job()
    {
        var talk = await TripAsync();
        await talk.SayAsync("mark task 1 as done", planId: _plan);
        Assert.Equal($"""
            [Trip](/plans/{_plan}): 3 tasks (1 completed, 2 pending).

            - 1 Book flights (completed)
              - 1.1 Compare prices
            - 2 Book the hotel
            """.ReplaceLineEndings("\n"), (await talk.SayAsync("status")).Content);
        Assert.Contains("共 3 个任务（已完成 1 个，待办 2 个）", (await talk.SayAsync("进度怎么样了")).Content, StringComparison.Ordinal);

        var started = await talk.SayAsync("break it down");
        var status = await talk.SayAsync("/status");
        Assert.EndsWith("A job is at work on it; follow the live log below.", status.Content, StringComparison.Ordinal);
        Assert.Equal(started.Metadata!.JobId, status.Metadata!.JobId);

        var elsewhere = await ChatTalk.BeginAsync(Anna);
        var running = await elsewhere.SayAsync("what is running?");
        Assert.Contains($"- breaking down [Trip](/plans/{_plan}): queued", running.Content, StringComparison.Ordinal);
        Assert.Equal(started.Metadata.JobId, running.Metadata!.JobId);
    }

    [Fact]
    public async Task A_large_plan_is_shown_in_part()
    {
        var talk = await TripAsync();
        for (var i = 0; i < 45; i++) await Anna.AddTaskAsync(_plan, new { title = $"t{i}" });

        var status = (await talk.SayAsync("status", planId: _plan)).Content;

        Assert.Equal(30, status.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)));
        Assert.Contains("\n- 1 Book flights · 1 subtask\n", status, StringComparison.Ordinal);
        Assert.EndsWith($"… and 18 more on the [plan's page](/plans/{_plan}).", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_cancelled_and_its_log_shown()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        Assert.Contains("nothing to cancel", (await talk.SayAsync("/cancel")).Content, StringComparison.Ordinal);
        var first = await talk.SayAsync("/plan Trip");
        var second = await talk.SayAsync("/plan Wedding");
        var elsewhere = await ChatTalk.BeginAsync(Anna);
        Assert.Contains("Several jobs are running", (await elsewhere.SayAsync("cancel")).Content, StringComparison.Ordinal);

        var inTalk = await talk.SayAsync("取消");
        Assert.Contains($"已取消后台任务（拆分[Wedding](/plans/{second.Metadata!.PlanId})）", inTalk.Content, StringComparison.Ordinal);
        Assert.Equal((second.Metadata.JobId, JobStatus.Cancelled), (inTalk.Metadata!.JobId, inTalk.Metadata.JobStatus!.Value));
        var named = await elsewhere.SayAsync("cancel the job of plan Trip");
        Assert.Equal((first.Metadata!.JobId, JobStatus.Cancelled), (named.Metadata!.JobId, named.Metadata.JobStatus!.Value));
        Assert.Contains("No job is running", (await talk.SayAsync("/cancel Trip")).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_are_listed()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        Assert.Contains("no plans yet", (await talk.SayAsync("show my plans")).Content, StringComparison.Ordinal);
        await TripAsync();
        var second = await Anna.CreatePlanAsync("Wedding");

        Assert.Equal($"Your plans, newest first:\n\n- [Wedding](/plans/{second}) (#{second}): 0 tasks\n- [Trip](/plans/{_plan}) (#{_plan}): 3 tasks", (await talk.SayAsync("/plans")).Content);
        Assert.Equal($"你的计划，最新的在前：\n\n- [Trip](/plans/{_plan})（#{_plan}）：3 个任务", (await talk.SayAsync("/计划列表 trip", language: "zh")).Content);
    }

    [Fact]
    public async Task What_is_not_understood_is_said_and_may_become_a_plan()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var unclear = await talk.SayAsync("Survey paper on phage therapy");
        Assert.Equal(
            "I am not sure what to do with “Survey paper on phage therapy”. Built-in rules answer here, because no language model is configured; they know certain sentences only. "
            + "Say **yes** to have a plan made of it, or **help** to see what I understand.", unclear.Content);
        Assert.Null(unclear.Metadata!.JobId);
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());

        var yes = await talk.SayAsync("yes");
        Assert.StartsWith($"I created the plan [Survey paper on phage therapy](/plans/{yes.Metadata!.PlanId})", yes.Content, StringComparison.Ordinal);
        Assert.NotNull(yes.Metadata.JobId);
        Assert.Contains("Yes to what?", (await talk.SayAsync("yes")).Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/frobnicate now", "There is no command /frobnicate", "`/cancel [plan]`")]
    [InlineData("/不存在", "没有 /不存在 这个命令", "`/取消 [计划]`")]
    [InlineData("/help", "Commands:", "`/status [plan]`")]
    [InlineData("/帮助", "命令：", "`/状态 [计划]`")]
    [InlineData("/plan", "What should the plan be for?", "Lisbon")]
    [InlineData("/计划", "这个计划要做什么？", "里斯本")]
    [InlineData("/HELP", "Commands:", "`/help`")]
    public async Task Commands_explain_themselves(string command, string words, string more)
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var reply = await talk.SayAsync(command);

        Assert.Contains(words, reply.Content, StringComparison.Ordinal);
        Assert.Contains(more, reply.Content, StringComparison.Ordinal);
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());
    }

    [Theory]
    [InlineData("/help")]
    [InlineData("/帮助")]
    public async Task The_help_shows_every_command_of_the_list_that_is_read(string command)
    {
        var help = (await (await ChatTalk.BeginAsync(Anna)).SayAsync(command)).Content;
        var list = (await Anna.GetFromJsonAsync("/chat/commands", ContractsJson.Default.ChatCommandList, Ct))!.Commands;

        var lines = help.Split('\n').Where(line => line.StartsWith("- `/", StringComparison.Ordinal));
        Assert.Equal(list.Select(known => command == "/help"
            ? $"- `/{known.Name.English} {known.Arguments.English}".TrimEnd() + $"`: {known.Meaning.English}"
            : $"- `/{known.Name.Chinese} {known.Arguments.Chinese}".TrimEnd() + $"`：{known.Meaning.Chinese}"), lines);
        Assert.All(list, known => Assert.DoesNotContain("", new[] { known.Name.English, known.Name.Chinese, known.Meaning.English, known.Meaning.Chinese }));
    }

    [Fact]
    public async Task The_commands_are_read_again_only_when_they_have_changed()
    {
        using var first = await Anna.GetAsync("/chat/commands", Ct);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/chat/commands");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Anna.SendAsync(again, Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });
    }

    [Fact]
    public void Every_operation_can_be_asked_for_by_command_by_words_and_by_a_model()
    {
        var capabilities = App.Services.GetRequiredService<ChatCapabilities>();
        Assert.All(TaskOperations.All, operation =>
        {
            Assert.Contains(capabilities.CommandList.Commands, command => command.Name == operation.Speech.Command && command.Aliases.SequenceEqual(operation.Speech.Aliases));
            Assert.Single(capabilities.Intents, intent => intent.Name == operation.Name);
        });
    }

    [Fact]
    public async Task Titles_are_shown_as_text()
    {
        var plan = await Anna.CreatePlanAsync("[x](javascript:alert(1)) <img src=x onerror=alert(1)> **b** `c`");
        var talk = await ChatTalk.BeginAsync(Anna);

        var list = (await talk.SayAsync("/plans")).Content;

        Assert.Contains($@"[\[x\](javascript:alert(1)) \<img src=x onerror=alert(1)\> \*\*b\*\* \`c\`](/plans/{plan})", list, StringComparison.Ordinal);
    }

    /// <summary>"Trip": 1 Book flights (with 1.1 Compare prices, id 3), 2 Book the hotel.</summary>
    private async Task<ChatTalk> TripAsync()
    {
        _plan = await Anna.CreatePlanAsync("Trip");
        var flights = await Anna.AddTaskAsync(_plan, new { title = "Book flights" });
        await Anna.AddTaskAsync(_plan, new { title = "Book the hotel" });
        await Anna.AddTaskAsync(_plan, new { title = "Compare prices", parent_id = flights });
        return await ChatTalk.BeginAsync(Anna);
    }
}
