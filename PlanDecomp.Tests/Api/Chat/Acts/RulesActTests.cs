using System.Net;
using PlanDecomp.Api.Chat.Capabilities.Plans;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Acts;

/// <summary>Steps, acts and questions where rules read.</summary>
public sealed class RulesActTests(SharedApi shared) : ApiTest(shared)
{
    [Theory]
    [InlineData("merge tasks 1 and 2, then estimate it", "merge", "estimate")]
    [InlineData("First merge tasks 1 and 2. Then sum it up.", "merge", "summarise")]
    [InlineData("先合并任务1和任务2，然后估算工时", "merge", "estimate")]
    [InlineData("merge tasks 1 and 2 and estimate it", "merge", "estimate")]
    public async Task Several_steps_of_a_message_are_queued_and_shown(string said, string first, string second)
    {
        var (talk, plan) = await TripAsync();

        var reply = await talk.SayAsync(said, planId: plan);

        Assert.Equal([(first, ChatActStatus.Done), (second, ChatActStatus.Waiting)], reply.Acts!.Select(act => (act.Name, act.Status)));
        Assert.Equal(reply.Metadata!.JobId, reply.Acts![0].JobId);
        Assert.Single((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());

        PlanData.Execute(Data.Files.Folder.Plan(plan), "UPDATE decomposition_jobs SET status = 'succeeded'");
        await Eventually.TrueAsync(async () => (await talk.MessageAsync(reply.MessageId)).Acts![1].Status == ChatActStatus.Done, "the second step is done");
        var job = (await talk.MessageAsync(reply.MessageId)).Acts![1].JobId;
        Assert.Equal(second, (await Anna.GetAsync(HttpStatusCode.OK, $"/jobs/{job}")).GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Steps_of_a_reply_that_is_written_anew_start_no_job_again()
    {
        var (talk, plan) = await TripAsync();
        var first = await talk.SayAsync("estimate it, then sum it up", planId: plan);
        PlanData.Execute(Data.Files.Folder.Plan(plan), "UPDATE decomposition_jobs SET status = 'succeeded'");
        await Eventually.TrueAsync(async () => (await talk.MessageAsync(first.MessageId)).Acts![1].Status == ChatActStatus.Done, "the second step is done");
        var jobs = (await talk.MessageAsync(first.MessageId)).Acts!.Select(act => act.JobId).ToList();

        var again = await talk.RetryAsync(first.MessageId);

        await Eventually.TrueAsync(async () => (await talk.MessageAsync(again.MessageId)).Acts![1].Status == ChatActStatus.Done, "the second step is done");
        Assert.Equal(jobs, (await talk.MessageAsync(again.MessageId)).Acts!.Select(act => act.JobId));
    }

    [Fact]
    public async Task A_step_names_the_task_that_was_counted_when_it_was_said()
    {
        var (talk, plan) = await TripAsync();
        var reply = await talk.SayAsync("estimate it, then split task 2", planId: plan);
        Assert.Equal(ChatActStatus.Waiting, reply.Acts![1].Status);
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"/plans/{plan}/tasks/3/move", new { parent_id = (long?)null, position = 0 });

        PlanData.Execute(Data.Files.Folder.Plan(plan), "UPDATE decomposition_jobs SET status = 'succeeded'");
        await Eventually.TrueAsync(async () => (await talk.MessageAsync(reply.MessageId)).Acts![1].Status == ChatActStatus.Done, "the second step is done");

        Assert.Equal(2, (await talk.MessageAsync(reply.MessageId)).Acts![1].TaskId);
    }

    [Fact]
    public async Task A_step_that_is_not_done_ends_the_message()
    {
        var (talk, plan) = await TripAsync();

        var reply = await talk.SayAsync("merge tasks 1 and 9, then estimate it", planId: plan);

        Assert.Contains("has no task “9”", reply.Content, StringComparison.Ordinal);
        Assert.EndsWith("So I did not go on with “estimate it”.", reply.Content, StringComparison.Ordinal);
        Assert.Null(reply.Acts);
    }

    [Fact]
    public async Task A_waiting_step_can_be_left_out()
    {
        var (talk, plan) = await TripAsync();
        var reply = await talk.SayAsync("merge tasks 1 and 2, then estimate it", planId: plan);

        await talk.SettleAsync(HttpStatusCode.OK, reply, reply.Acts![1].ActId, "reject");

        Assert.Equal(ChatActStatus.Rejected, (await talk.MessageAsync(reply.MessageId)).Acts![1].Status);
    }

    [Theory]
    [InlineData("rename task 1 to Pack then leave")]
    [InlineData("add a task: call Bob, then execute it")]
    [InlineData("plan a trip to Rome and then to Florence")]
    [InlineData("set the instruction of task 1 to: book it, then execute it")]
    public async Task What_belongs_to_one_wish_is_not_taken_apart(string said)
    {
        var (talk, plan) = await TripAsync();

        var reply = await talk.SayAsync(said, planId: plan);

        Assert.DoesNotContain(reply.Acts ?? [], act => act.Status == ChatActStatus.Waiting || act.Name == "execute");
    }

    [Fact]
    public async Task A_change_by_the_rules_is_taken_back_beside_it()
    {
        var (talk, plan) = await TripAsync();
        var reply = await talk.SayAsync("mark task 1 as done", planId: plan);

        var act = Assert.Single(reply.Acts!);
        await talk.SettleAsync(HttpStatusCode.OK, reply, act.ActId, "undo");

        Assert.Equal("pending", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/1")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_is_next_and_what_blocks_is_told_from_the_tree()
    {
        var (talk, plan) = await TripAsync();
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/2", new { depends_on = new[] { 1 } });
        async Task<string> SayAsync(string said) => (await talk.SayAsync(said, planId: plan)).Content;

        Assert.StartsWith($"Can be done next in [Trip](/plans/{plan}):\n\n- 1 Book flights\n- 3 Pack\n\n1 more wait for others", await SayAsync("what's next?"), StringComparison.Ordinal);
        Assert.StartsWith($"[Trip](/plans/{plan})接下来可以做：\n\n- 1 Book flights\n- 3 Pack", await SayAsync("接下来做什么？"), StringComparison.Ordinal);
        Assert.Equal($"""
            These hold others up in [Trip](/plans/{plan}):

            - 1 Book flights (pending): 1 task waits for it

            Blocked:

            - 2 Book the hotel: waits for 1 Book flights
            """.ReplaceLineEndings("\n"), await SayAsync("What is blocking us?"));
        Assert.Contains("- 2 Book the hotel：等待 1 Book flights", await SayAsync("我们被什么卡住了？"), StringComparison.Ordinal);
        await SayAsync("mark task 1 as done");
        Assert.StartsWith($"Nothing blocks [Trip](/plans/{plan}): 2 tasks can be done now.", await SayAsync("what's blocking us"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_that_cannot_be_seen_is_none_in_the_chat_either()
    {
        var (talk, plan) = await TripAsync();
        foreach (var said in new[] { "add a task: \u200E\u2060", "rename task 1 to \u200E\u2060", "rename the plan to \u200E\u2060", "/plan \u200E\u2060" }) await talk.SayAsync(said, planId: plan);

        var tree = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tree");
        Assert.Equal(["Book flights", "Book the hotel", "Pack"], tree.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("title").GetString()));
        Assert.Equal("Trip", Assert.Single((await Anna.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_is_prepared_is_left_to_a_person_and_holds_up_what_waits_for_it()
    {
        var (talk, plan) = await TripAsync();
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/2", new { depends_on = new[] { 1 } });
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/1", new { status = "prepared" });

        Assert.StartsWith(
            $"Can be done next in [Trip](/plans/{plan}):\n\n- 1 Book flights (prepared: what is left is a person's to do)\n- 3 Pack\n\n1 more wait for others",
            (await talk.SayAsync("what's next?", planId: plan)).Content, StringComparison.Ordinal);
        Assert.Contains("- 1 Book flights (prepared): 1 task waits for it", (await talk.SayAsync("what is blocking us?", planId: plan)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_what_is_told_as_far_as_the_tasks_say_it()
    {
        var (talk, plan) = await TripAsync();
        Assert.StartsWith($"No task of [Trip](/plans/{plan}) says who does it.", (await talk.SayAsync("who does what?", planId: plan)).Content, StringComparison.Ordinal);
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/1", new { instruction = "Compare. Owner: Anna" });
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/2", new { instruction = "靠近车站。负责人：安娜" });

        Assert.Equal(
            $"As the tasks of [Trip](/plans/{plan}) say:\n\n**Anna**\n\n- 1 Book flights\n\n**安娜**\n\n- 2 Book the hotel\n\n1 task names no one.", (await talk.SayAsync("who does what?", planId: plan)).Content);
        Assert.Contains("**安娜**", (await talk.SayAsync("谁负责什么？", planId: plan)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_read_whole()
    {
        var (talk, plan) = await TripAsync();
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/2", new { depends_on = new[] { 1 }, instruction = "Near the station" });

        var english = (await talk.SayAsync("show me task 2", planId: plan)).Content;
        Assert.Contains("**Instruction:** Near the station", english, StringComparison.Ordinal);
        Assert.Contains("**Depends on:** 1 Book flights (pending)", english, StringComparison.Ordinal);
        Assert.Contains("**Waits for:** 1 Book flights (pending)", english, StringComparison.Ordinal);
        Assert.Contains("**依赖：**1 Book flights", (await talk.SayAsync("查看任务2", planId: plan)).Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("move task 3 before task 1", "Pack,Book flights,Book the hotel")]
    [InlineData("把任务1移到任务2之后", "Book the hotel,Book flights,Pack")]
    [InlineData("move task 1 after task 3", "Book the hotel,Pack,Book flights")]
    [InlineData("move task 3 below task 1", "Book flights,Book the hotel")]
    [InlineData("把任务3移到任务1下面", "Book flights,Book the hotel")]
    public async Task Tasks_are_moved_and_ordered(string said, string titles)
    {
        var (talk, plan) = await TripAsync();

        var reply = await talk.SayAsync(said, planId: plan);

        var tree = (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tree")).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("title").GetString());
        Assert.Equal(titles.Split(','), tree);
        Assert.NotNull(Assert.Single(reply.Acts!).ChangeSetId);
    }

    [Fact]
    public async Task A_dependency_is_added_to_those_there_are_and_taken_away_alone()
    {
        var (talk, plan) = await TripAsync();
        await talk.SayAsync("task 3 depends on task 1", planId: plan);
        await talk.SayAsync("任务3依赖任务2", planId: plan);
        Assert.Equal("[1,2]", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/3")).GetProperty("depends_on").GetRawText());

        await talk.SayAsync("task 3 no longer depends on task 1", planId: plan);
        Assert.Equal("[2]", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/3")).GetProperty("depends_on").GetRawText());
        await talk.SayAsync("任务3不再依赖任务2", planId: plan);
        Assert.False((await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/3")).TryGetProperty("depends_on", out var left) && left.GetArrayLength() > 0);
    }

    [Theory]
    [InlineData("plan my wedding", "date,budget,people", "It is to be in June 2027, with 80 guests", "Facts:\nIt is to be in June 2027, with 80 guests")]
    [InlineData("帮我规划一次旅行", "place,date,budget", "去京都，五月，两个人", "已知条件：\n去京都，五月，两个人")]
    [InlineData("I want to plan a conference", "date,place,people", "just do it", "")]
    [InlineData("我想策划一场婚礼", "date,budget,people", "直接规划", "")]
    public async Task An_unclear_wish_is_asked_about_once_and_the_answers_are_facts_of_the_plan(string wish, string topics, string answer, string facts)
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var asked = await talk.SayAsync(wish);
        Assert.Equal(topics.Split(','), asked.Metadata!.Questions!.Select(question => question.About));
        Assert.All(asked.Metadata.Questions!, question => Assert.NotEmpty(question.Suggestions));
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());
        Assert.Equal(topics.Split(','), (await talk.MessageAsync(asked.MessageId)).Metadata!.Questions!.Select(question => question.About));

        var made = await talk.SayAsync(answer);

        Assert.NotNull(made.Metadata!.JobId);
        Assert.Null(made.Metadata.Questions);
        var plan = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{made.Metadata.PlanId}");
        var description = plan.TryGetProperty("description", out var text) ? text.GetString()! : "";
        Assert.EndsWith(facts, description, StringComparison.Ordinal);
        Assert.Equal(facts.Length > 0, description.Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_wish_is_no_answer()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        await talk.SayAsync("plan my wedding");

        var made = await talk.SayAsync("plan a trip to Rome");

        var plan = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{made.Metadata!.PlanId}");
        Assert.Equal("Trip to Rome", plan.GetProperty("title").GetString());
        Assert.DoesNotContain("Facts", plan.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("team trip to Lisbon")]
    [InlineData("a family trip to Kyoto for a week in April")]
    [InlineData("wedding for 80 guests")]
    [InlineData("the launch of our product")]
    [InlineData("dinner")]
    [InlineData("moving to Berlin")]
    [InlineData("去里斯本的团队旅行")]
    [InlineData("一场生日派对")]
    [InlineData("a survey paper on phage therapy")]
    [InlineData("Spring cleaning")]
    public void A_wish_that_says_enough_or_is_of_another_kind_is_planned_at_once(string wish) => Assert.Empty(OpenQuestions.Of(wish, ReplyLanguage.English));

    [Fact]
    public async Task Questions_can_be_switched_off()
    {
        using var data = new PlanData();
        await using var app = new ApiApp(data.Path, new Dictionary<string, string?> { ["Chat:ClarifyingQuestions"] = "false" });
        using var anna = app.NewClient();

        Assert.NotNull((await (await ChatTalk.BeginAsync(anna)).SayAsync("plan my wedding")).Metadata!.JobId);
    }

    /// <summary>"Trip": 1 Book flights, 2 Book the hotel, 3 Pack.</summary>
    private async Task<(ChatTalk Talk, long Plan)> TripAsync()
    {
        var plan = await Anna.CreatePlanAsync("Trip");
        foreach (var title in (string[])["Book flights", "Book the hotel", "Pack"]) await Anna.AddTaskAsync(plan, new { title });
        return (await ChatTalk.BeginAsync(Anna), plan);
    }
}
