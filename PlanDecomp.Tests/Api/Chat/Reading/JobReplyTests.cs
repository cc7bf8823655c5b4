using System.Net;
using System.Text.Json;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Reading;

/// <summary>What comes of asking the rules and the commands for executions, operations, changes, drafts and files.</summary>
public sealed class JobReplyTests(SharedApi shared) : ApiTest(shared)
{
    /// <summary>The test's plan: plan 1 of the words that are expected.</summary>
    private long _plan;

    [Theory]
    [InlineData("execute it", null, "I am executing the plan [Trip](/plans/1) in the background, each task when what it depends on is done; follow the live log below.", "{}")]
    [InlineData("执行任务2", 2, "我正在后台按依赖顺序执行[Trip](/plans/1)中的任务“Book the hotel”，请看下方实时日志。", "{}")]
    [InlineData("/execute Trip, stop at the first failure, 2 at a time -- be brief", null, "I am executing the plan", """{"on_failure":"stop","concurrency":2,"hint":"be brief"}""")]
    [InlineData("/执行 第一个任务，失败也继续，并发3", 1, "我正在后台按依赖顺序执行", """{"on_failure":"continue","concurrency":3}""")]
    [InlineData("execute it again", null, "I am executing the plan", """{"include_completed":true}""")]
    public async Task An_execution_is_started_and_its_log_shown(string wish, int? taskId, string words, string expected)
    {
        var talk = await TripAsync();

        var reply = await talk.SayAsync(wish, planId: _plan);

        Assert.StartsWith(OfPlan(words), reply.Content, StringComparison.Ordinal);
        Assert.Equal((ChatMetadata.JobLogType, JobType.PlanExecute, _plan, (long?)taskId), (reply.Metadata!.Type, reply.Metadata.Job!.JobType, reply.Metadata.PlanId!.Value, reply.Metadata.TaskId));
        AssertParams(expected, await JobAsync(reply));
    }

    [Fact]
    public async Task Only_what_has_failed_is_worked_on_when_something_has()
    {
        var talk = await TripAsync();
        Assert.StartsWith($"Nothing of the plan [Trip](/plans/{_plan}) has failed or been skipped.", (await talk.SayAsync("retry the failed tasks", planId: _plan)).Content, StringComparison.Ordinal);
        await talk.SayAsync("mark task 2 as failed");

        var reply = await talk.SayAsync("只执行失败的任务");

        Assert.StartsWith($"我正在后台重新执行计划[Trip](/plans/{_plan})中失败和被跳过的任务", reply.Content, StringComparison.Ordinal);
        AssertParams("""{"only_failed":true}""", await JobAsync(reply));
    }

    [Theory]
    [InlineData("execute task 2", "waits for tasks outside of it that are not done: “Book flights”. To have them worked on first: /execute #2 with what it needs. To have it worked on with what there is: /execute #2 anyway", null)]
    [InlineData("执行任务2", "依赖尚未完成的其他任务：“Book flights”。要先执行它们：/执行 #2 连同所需任务。要直接用已有内容执行：/执行 #2 忽略依赖", null)]
    [InlineData("/execute #2 with what it needs", "I am executing", "include")]
    [InlineData("/execute #2 anyway", "I am executing", "ignore")]
    [InlineData("/执行 #2 连同所需任务", "我正在后台", "include")]
    [InlineData("/执行 #2 忽略依赖", "我正在后台", "ignore")]
    public async Task A_part_that_waits_for_others_is_executed_when_someone_has_said_what_to_do_about_them(string wish, string words, string? outside)
    {
        var talk = await TripAsync();
        await talk.SayAsync("task 2 depends on task 1", planId: _plan);

        var reply = await talk.SayAsync(wish, planId: _plan);

        Assert.Contains(words, reply.Content, StringComparison.Ordinal);
        if (outside is null) Assert.Null(reply.Metadata?.JobId);
        else Assert.Equal(outside, (await JobAsync(reply)).GetProperty("params").GetProperty("outside_dependencies").GetString());
    }

    [Fact]
    public async Task What_is_prepared_counts_apart_and_is_ticked_off_in_words()
    {
        var talk = await TripAsync();
        await talk.SayAsync("mark task 1.1 as prepared", planId: _plan);
        await talk.SayAsync("mark task 2 as done");

        Assert.Contains("1 prepared", (await talk.SayAsync("status")).Content, StringComparison.Ordinal);
        var refused = (await talk.SayAsync("execute it")).Content;
        Assert.Contains("is worked out already; 1 task waits for a person to do. To have all of it done again: /execute again", refused, StringComparison.Ordinal);
        await talk.SayAsync("把任务1.1标记为完成");
        Assert.Contains("is completed already.", (await talk.SayAsync("execute it")).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_out_of_date_is_worked_on_when_something_is()
    {
        var talk = await TripAsync();
        Assert.StartsWith("Nothing of the plan", (await talk.SayAsync("execute only what is stale", planId: _plan)).Content, StringComparison.Ordinal);
        PlanData.Execute(Data.Files.Folder.Plan(_plan), """
            INSERT INTO task_results (task_id, version, kind, content, job_id, writer, created_at) VALUES (1, 1, 'work', 'text', 'job-1', 'llm', '2026-03-01T12:00:00.000Z');
            INSERT INTO result_facts (task_id, version, hash, made_from_json) VALUES (1, 1, 'h', '{"words":"others","inputs":{}}');
            """);

        var reply = await talk.SayAsync("执行过时的任务");

        Assert.StartsWith($"我正在后台重新执行计划[Trip](/plans/{_plan})中已过时的部分", reply.Content, StringComparison.Ordinal);
        AssertParams("""{"only_stale":true}""", await JobAsync(reply));
    }

    [Fact]
    public async Task What_cannot_be_executed_is_said_with_what_to_do_next()
    {
        _plan = await Anna.CreatePlanAsync("Empty");
        var talk = await ChatTalk.BeginAsync(Anna);
        Assert.Equal($"[Empty](/plans/{_plan}) has no tasks yet. Say “break it down” first.", (await talk.SayAsync("execute it", planId: _plan)).Content);
        Assert.Contains("还没有任务。请先说“拆分它”", (await talk.SayAsync("/执行")).Content, StringComparison.Ordinal);
        Assert.Contains("No plan or task is called “Venice”", (await talk.SayAsync("/execute Venice")).Content, StringComparison.Ordinal);
        await Anna.AddTaskAsync(_plan, new { title = "only one" });
        await talk.SayAsync("mark task 1 as done");
        Assert.Contains("is completed already. To have all of it done again: /execute again", (await talk.SayAsync("execute it")).Content, StringComparison.Ordinal);
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());

        var again = await talk.SayAsync("/execute again, concurrency 99");
        Assert.Contains("concurrency must be from 1 to 16", again.Content, StringComparison.Ordinal);
        Assert.Null(again.Metadata?.JobId);
    }

    [Theory]
    [InlineData("redo it", "rebreak", null, "I am breaking the plan [Trip](/plans/1) down anew in the background; follow the live log below. To take it back afterwards: /undo", """{"commit":"apply"}""")]
    [InlineData("redo task 1 with fewer steps", "rebreak", 1, "I am breaking the task “Book flights” of [Trip](/plans/1) down anew", """{"hint":"with fewer steps","commit":"apply"}""")]
    [InlineData("/redo 2 -- fewer steps", "rebreak", 2, "I am breaking the task “Book the hotel”", """{"hint":"fewer steps"}""")]
    [InlineData("重做任务1，先给我看草稿", "rebreak", 1, "我正在后台重新拆分[Trip](/plans/1)中的任务“Book flights”，请看下方实时日志。结果会成为草稿：在你接受（/接受）之前不会改变任何内容。", """{"commit":"review"}""")]
    [InlineData("/rebreak 2 -- fewer steps", "rebreak", 2, "I am breaking the task “Book the hotel”", """{"hint":"fewer steps"}""")]
    [InlineData("/重新拆分任务2", "rebreak", 2, "我正在后台重新拆分[Trip](/plans/1)中的任务“Book the hotel”", "{}")]
    [InlineData("merge tasks 1 and 2", "merge", 1, "I am merging “Book flights”, “Book the hotel” of [Trip](/plans/1) into one task in the background", """{"task_ids":[2]}""")]
    [InlineData("/merge 2 1 -- one trip to the agency", "merge", 1, "I am merging", """{"task_ids":[2],"hint":"one trip to the agency"}""")]
    [InlineData("合并任务1和任务2，先给我看草稿", "merge", 1, "我正在后台把[Trip](/plans/1)中的“Book flights”、“Book the hotel”合并为一个任务", """{"task_ids":[2],"commit":"review"}""")]
    [InlineData("split task 2 into three tasks", "split", 2, "I am splitting the task “Book the hotel” of [Trip](/plans/1) into 3 tasks", """{"parts":3}""")]
    [InlineData("/拆开 2 成2个", "split", 2, "我正在后台把[Trip](/plans/1)中的任务“Book the hotel”拆开成 2 个任务", """{"parts":2}""")]
    [InlineData("/split hotel", "split", 2, "I am splitting the task “Book the hotel” of [Trip](/plans/1) into several tasks", "{}")]
    [InlineData("rewrite task 2 in plain language", "rewrite", 2, "I am rewriting the task “Book the hotel”", """{"hint":"in plain language"}""")]
    [InlineData("/改写 -- 更简洁", "rewrite", null, "我正在后台改写计划[Trip](/plans/1)", """{"hint":"更简洁"}""")]
    [InlineData("translate it into German", "translate", null, "I am translating the plan [Trip](/plans/1) into German", """{"language":"de"}""")]
    [InlineData("/translate to Chinese", "translate", null, "I am translating the plan [Trip](/plans/1) into Chinese", """{"language":"zh-CN"}""")]
    [InlineData("/translate 2 Japanese", "translate", 2, "I am translating the task", """{"language":"ja"}""")]
    [InlineData("把任务2翻译成英文", "translate", 2, "我正在后台把[Trip](/plans/1)中的任务“Book the hotel”翻译成英文", """{"language":"en"}""")]
    [InlineData("how long will it take?", "estimate", null, "I am estimating the work of the plan [Trip](/plans/1)", """{"commit":"apply"}""")]
    [InlineData("/prioritise -- cheap things first", "prioritise", null, "I am prioritising the open tasks of the plan [Trip](/plans/1)", """{"hint":"cheap things first","commit":"apply"}""")]
    [InlineData("/排序，先给我看草稿", "prioritise", null, "我正在后台为", """{"commit":"review"}""")]
    [InlineData("/估算 2 -- 两个人", "estimate", 2, "我正在后台估算[Trip](/plans/1)中的任务“Book the hotel”的工时", """{"hint":"两个人"}""")]
    [InlineData("repair the dependencies", "repair_dependencies", null, "I am looking for what is wrong with the dependencies of the plan [Trip](/plans/1) in the background; follow the live log below. It becomes a draft", """{"commit":"review"}""")]
    [InlineData("/修复依赖 直接修改", "repair_dependencies", null, "我正在后台检查并修复计划[Trip](/plans/1)的依赖关系", """{"commit":"apply"}""")]
    [InlineData("sum it up", "summarise", null, "I am summarising the plan [Trip](/plans/1) in the background; follow the live log below.", "{}")]
    [InlineData("/summarize 2", "summarise", 2, "I am summarising the task", "{}")]
    [InlineData("总结一下", "summarise", null, "我正在后台总结计划[Trip](/plans/1)，请看下方实时日志。", "{}")]
    [InlineData("how good is the plan?", "check_quality", null, "I am checking the quality of the plan [Trip](/plans/1)", """{"commit":"review"}""")]
    [InlineData("/重做2，先给我看草稿", "rebreak", 2, "我正在后台重新拆分[Trip](/plans/1)中的任务“Book the hotel”", """{"commit":"review"}""")]
    [InlineData("／翻译成英文", "translate", null, "我正在后台把计划[Trip](/plans/1)翻译成英文", """{"language":"en"}""")]
    [InlineData("/修复依赖直接修改", "repair_dependencies", null, "我正在后台检查并修复", """{"commit":"apply"}""")]
    [InlineData("/检查", "check_quality", null, "我正在后台检查计划[Trip](/plans/1)的质量", "{}")]
    public async Task An_operation_is_started_and_its_log_shown(string wish, string operation, int? taskId, string words, string expected)
    {
        var talk = await TripAsync();

        var reply = await talk.SayAsync(wish, planId: _plan);

        Assert.StartsWith(OfPlan(words), reply.Content, StringComparison.Ordinal);
        var job = await JobAsync(reply);
        Assert.Equal(("task_operation", operation, (long?)taskId), (job.GetProperty("job_type").GetString(), job.GetProperty("mode").GetString(), Task(job)));
        AssertParams(expected, job);
        Assert.Equal(JobType.TaskOperation, reply.Metadata!.Job!.JobType);
    }

    [Theory]
    [InlineData("/merge 1", "Name at least two different tasks of [Trip](/plans/1), for example: /merge 1.2 1.3")]
    [InlineData("/合并", "请说出[Trip](/plans/1)中至少两个不同的任务")]
    [InlineData("merge tasks 1 and 1", "Name at least two different tasks")]
    [InlineData("/merge 1.1 2", "The tasks must stand beside each other, and 1.1 and 2 do not")]
    [InlineData("/merge Book, 1.1", "Several tasks are called like that")]
    [InlineData("/合并 1 9", "中没有任务“9”")]
    [InlineData("/split", "Which task of [Trip](/plans/1) should I split into several?")]
    [InlineData("/split 2 into 40", "A task can be split into 2 to 12 tasks.")]
    [InlineData("/拆开 2 成 99 个", "一个任务可以拆开成 2 到 12 个任务")]
    [InlineData("/rewrite 2", "How should I word it?")]
    [InlineData("改写任务2", "要改写成什么样？")]
    [InlineData("translate it", "Into which language?")]
    [InlineData("/翻译", "翻译成哪种语言？")]
    [InlineData("translate it into Klingon", "I do not know the language “Klingon”.")]
    [InlineData("/redo Venice", "No plan or task is called “Venice”.")]
    [InlineData("redo task 7", "has no task “7”. Say /status to see its tasks.")]
    [InlineData("/result 2", "has no result yet; it is pending. To have it worked on: /execute #2")]
    [InlineData("任务2的结果", "还没有结果，状态：待办。要执行它：/执行 #2")]
    [InlineData("/result", "No task of [Trip](/plans/1) has a result yet.")]
    [InlineData("/restore", "There is no undone change of [Trip](/plans/1) to make again")]
    [InlineData("/恢复", "没有可恢复的修改")]
    [InlineData("/drafts", "[Trip](/plans/1) has no drafts.")]
    [InlineData("接受草稿", "没有等待处理的草稿")]
    [InlineData("/reject 7", "[Trip](/plans/1) has no draft 7.")]
    [InlineData("/accept Venice", "You have no plan called “Venice”.")]
    [InlineData("/import", "Paste what to import behind the command, in the same message")]
    [InlineData("导入", "请把要导入的内容粘贴在命令之后的同一条消息里")]
    [InlineData("/export Venice", "You have no plan called “Venice”.")]
    [InlineData("/duplicate Venice", "You have no plan called “Venice”.")]
    public async Task What_cannot_be_done_is_said_with_what_to_do_next_and_nothing_happens(string wish, string words)
    {
        var talk = await TripAsync();
        var before = await TreeAsync();

        var reply = await talk.SayAsync(wish, planId: _plan);

        Assert.Contains(OfPlan(words), reply.Content, StringComparison.Ordinal);
        Assert.Equal(ChatMessageStatus.Complete, reply.Status);
        Assert.Null(reply.Metadata?.JobId);
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
        Assert.Equal(before, await TreeAsync());
    }

    [Theory]
    [InlineData("execute it", "break it down", "is being executed; follow the live log below", "/cancel")]
    [InlineData("execute it", "重做它", "正在执行中", "/取消")]
    [InlineData("/decompose", "execute it", "is being broken down already", "/cancel")]
    [InlineData("/estimate", "/redo", "has another job at work (estimating [Trip](/plans/1))", "/cancel")]
    [InlineData("/estimate", "执行它", "有另一个后台任务正在处理（估算[Trip](/plans/1)）", "/取消")]
    [InlineData("/estimate", "undo", "A job is at work on [Trip](/plans/1).", "/cancel")]
    [InlineData("/estimate", "撤销", "有后台任务正在处理[Trip](/plans/1)", "/取消")]
    public async Task A_plan_that_a_job_works_on_shows_that_job(string first, string then, string words, string next)
    {
        var talk = await TripAsync();
        var started = await talk.SayAsync(first, planId: _plan);

        var reply = await talk.SayAsync(then, planId: _plan);

        Assert.Contains(OfPlan(words), reply.Content, StringComparison.Ordinal);
        Assert.Contains(next, reply.Content, StringComparison.Ordinal);
        Assert.Equal(started.Metadata!.JobId, reply.Metadata!.JobId);
        Assert.Single((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task A_reply_written_anew_shows_its_job_and_starts_no_second()
    {
        var talk = await TripAsync();
        var first = await talk.SayAsync("translate it into German", planId: _plan);

        var again = await talk.RetryAsync(first.MessageId);
        Assert.Equal((first.Metadata!.JobId, first.Content), (again.Metadata!.JobId, again.Content));

        // One that came to nothing is started again.
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"/jobs/{first.Metadata.JobId}/cancel");
        var third = await talk.RetryAsync(again.MessageId);
        Assert.NotEqual(first.Metadata.JobId, third.Metadata!.JobId);
        Assert.Equal(JobStatus.Queued, third.Metadata.JobStatus);
    }

    [Fact]
    public async Task A_change_is_undone_and_restored_one_step_a_message()
    {
        var talk = await TripAsync();
        await talk.SayAsync("rename task 2 to Find a room", planId: _plan);
        await talk.SayAsync("add a task: Pack");
        var whole = await TreeAsync();

        var undone = await talk.SayAsync("undo");
        Assert.Equal($"I took back the newest change of [Trip](/plans/{_plan}): Added \"Pack\". To have it again: /restore", undone.Content);
        Assert.Equal(3, await TaskCountAsync());
        Assert.StartsWith($"That is done in [Trip](/plans/{_plan})", (await talk.RetryAsync(undone.MessageId)).Content, StringComparison.Ordinal);
        Assert.Equal("Find a room", await TitleAsync(2));

        Assert.Equal($"我已撤销[Trip](/plans/{_plan})最近的一次修改：修改任务“Find a room”。如需恢复：/恢复", (await talk.SayAsync("撤销")).Content);
        Assert.Equal("Book the hotel", await TitleAsync(2));
        Assert.Equal($"我已恢复[Trip](/plans/{_plan})刚才撤销的修改：修改任务“Find a room”。", (await talk.SayAsync("/恢复")).Content);

        // A bare "redo" right after an undo is what editors mean by it.
        Assert.Equal($"I made the change of [Trip](/plans/{_plan}) again that was undone last: Added \"Pack\".", (await talk.SayAsync("redo")).Content);
        Assert.Equal(TitlesOf(whole), TitlesOf(await TreeAsync()));
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task What_was_never_changed_cannot_be_undone()
    {
        _plan = await Anna.CreatePlanAsync("Trip");
        var talk = await ChatTalk.BeginAsync(Anna);

        Assert.StartsWith($"There is nothing to undo in [Trip](/plans/{_plan}).", (await talk.SayAsync("undo", planId: _plan)).Content, StringComparison.Ordinal);
        Assert.Contains("没有可撤销的修改", (await talk.SayAsync("撤销一下")).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_are_listed_accepted_and_rejected()
    {
        var talk = await TripAsync();
        await ProposeAsync(new TaskEdit(2) { Title = "Find a room" });
        var one = await talk.SayAsync("which drafts are there?", planId: _plan);
        Assert.StartsWith($"Drafts of [Trip](/plans/{_plan}):\n\n- [draft 1](/plans/{_plan}/drafts/1): rewriting of “Trip”, 1 change, waits for you", one.Content, StringComparison.Ordinal);

        Assert.Equal(
            $"I accepted the [draft 1](/plans/{_plan}/drafts/1): its changes are in the [plan](/plans/{_plan}) now. To take them back: /undo", (await talk.SayAsync("accept it")).Content);
        Assert.Equal("Find a room", await TitleAsync(2));
        Assert.Equal($"The [draft 1](/plans/{_plan}/drafts/1) is settled: accepted.", (await talk.SayAsync("accept draft 1")).Content);

        await ProposeAsync(new TaskEdit(2) { Title = "A" });
        await ProposeAsync(new TaskEdit(2) { Title = "B" });
        var which = await talk.SayAsync("接受草稿");
        Assert.StartsWith($"是哪一份？请说出等待处理的草稿编号：\n\n- [草稿 3](/plans/{_plan}/drafts/3)：“Trip”的改写，1 处改动，等待处理", which.Content, StringComparison.Ordinal);
        Assert.Equal($"我已拒绝[草稿 2](/plans/{_plan}/drafts/2)，[计划](/plans/{_plan})没有改变。", (await talk.SayAsync("拒绝草稿2")).Content);

        await talk.SayAsync("rename task 1 to Fly");
        var outdated = await talk.SayAsync("/accept");
        Assert.Equal(
            $"The plan has changed since the draft was made (“Fly”). Open [draft 3](/plans/{_plan}/drafts/3), bring it up to date, look at it again, then accept it.", outdated.Content);
        Assert.Equal("Find a room", await TitleAsync(2));
        Assert.StartsWith("I rejected the [draft 3]", (await talk.SayAsync("/reject 3 of plan Trip")).Content, StringComparison.Ordinal);
        Assert.Contains("rejected", (await talk.SayAsync("/drafts")).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_waits_while_another_job_is_at_work_on_its_plan()
    {
        var talk = await TripAsync();
        await ProposeAsync(new TaskEdit(2) { Title = "A" });
        var job = (await talk.SayAsync("execute it", planId: _plan)).Metadata!.JobId!;

        var reply = await talk.SayAsync("accept the draft");

        Assert.Equal($"A job is at work on [the draft's plan](/plans/{_plan}). Wait for its end, or cancel it first: /cancel", reply.Content);
        Assert.Equal(job, reply.Metadata!.JobId);
        Assert.NotEqual("A", await TitleAsync(2));
    }

    [Fact]
    public async Task A_draft_that_is_still_being_made_waits_for_its_job()
    {
        var talk = await TripAsync();
        var job = (await talk.SayAsync("redo task 2 as a draft", planId: _plan)).Metadata!.JobId!;
        await BeginProposalAsync(job);

        var reply = await talk.SayAsync("accept the draft");

        Assert.Equal($"The [draft 1](/plans/{_plan}/drafts/1) is still being made. Wait for its end, or cancel it: /cancel", reply.Content);
        Assert.Equal(job, reply.Metadata!.JobId);
    }

    [Theory]
    [InlineData("export it", "I am exporting the plan [Trip](/plans/1) as Markdown in the background; the file can be downloaded below when it is done.", """{"plan_ids":[1],"format":"markdown"}""")]
    [InlineData("export the plan as JSON", "I am exporting the plan [Trip](/plans/1) as JSON", """{"plan_ids":[1],"format":"json"}""")]
    [InlineData("/export all", "I am exporting all your plans as zip", """{"format":"zip"}""")]
    [InlineData("/导出 计划Trip 为json格式", "我正在后台导出计划[Trip](/plans/1)（JSON）", """{"plan_ids":[1],"format":"json"}""")]
    [InlineData("导出全部计划", "我正在后台导出全部计划（zip）", """{"format":"zip"}""")]
    public async Task Plans_are_exported(string wish, string words, string expected)
    {
        var talk = await TripAsync();

        var reply = await talk.SayAsync(wish, planId: _plan);

        Assert.StartsWith(OfPlan(words), reply.Content, StringComparison.Ordinal);
        var job = await JobAsync(reply);
        Assert.Equal("export_plans", job.GetProperty("mode").GetString());
        AssertParams(expected.Replace("[1]", $"[{_plan}]", StringComparison.Ordinal), job);
        Assert.Equal(expected.Contains("plan_ids", StringComparison.Ordinal), job.GetProperty("params").TryGetProperty("plan_ids", out _));
    }

    [Theory]
    [InlineData("/import # Rome\n- flights\n  - compare\n- hotel", "# Rome\n- flights\n  - compare\n- hotel")]
    [InlineData("/导入\n- 买票\n- 订酒店", "- 买票\n- 订酒店")]
    [InlineData("Import this plan:\n```markdown\n- a\n- b\n```", "- a\n- b")]
    [InlineData("请导入下面的大纲：\n  一、准备\n  二、出发", "  一、准备\n  二、出发")]
    public async Task What_was_pasted_is_imported_to_the_letter(string wish, string document)
    {
        var talk = await ChatTalk.BeginAsync(Anna);

        var reply = await talk.SayAsync(wish);

        var job = await JobAsync(reply);
        Assert.Equal("import_plan", job.GetProperty("mode").GetString());
        Assert.Equal(document, await File.ReadAllTextAsync(Path.Combine(Data.Path, "uploads", reply.Metadata!.JobId!), Ct));
    }

    [Fact]
    public async Task A_plan_is_copied_and_the_index_read_again()
    {
        var talk = await TripAsync();
        var copy = await talk.SayAsync("copy plan Trip as Spring trip", planId: _plan);
        Assert.StartsWith($"I am copying the plan [Trip](/plans/{_plan}) as “Spring trip” in the background", copy.Content, StringComparison.Ordinal);
        AssertParams($$"""{"plan_id":{{_plan}},"title":"Spring trip"}""", await JobAsync(copy));
        AssertParams($$"""{"plan_id":{{_plan}}}""", await JobAsync(await talk.SayAsync("/复制")));

        var reindex = await talk.SayAsync("rebuild the index");
        Assert.Equal("reindex", (await JobAsync(reindex)).GetProperty("mode").GetString());

        // The talk is still about the plan.
        Assert.Contains($"[Trip](/plans/{_plan})", (await talk.SayAsync("status")).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_is_shown_as_what_the_execution_has_written()
    {
        var talk = await TripAsync();
        PlanData.Execute(Data.Files.Folder.Plan(_plan), """
            INSERT INTO task_results (task_id, version, kind, content, job_id, writer, model, created_at)
            VALUES (2, 1, 'work', 'old', 'j', 'offline', NULL, '2026-01-01T00:00:00.000Z'),
                   (2, 2, 'work', '# A room' || char(10) || char(10) || '- by the *sea*', 'j', 'llm', 'test-model', '2026-01-02T00:00:00.000Z')
            """);

        var one = await talk.SayAsync("what came out of task 2?", planId: _plan);
        Assert.Equal(
            $"What came out of the task [Book the hotel](/plans/{_plan}?task=2) of [Trip](/plans/{_plan}) (version 2, test-model):\n\n> # A room\n>\n> - by the *sea*", one.Content);
        Assert.Contains($"- 2 [Book the hotel](/plans/{_plan}?task=2)", (await talk.SayAsync("/结果")).Content, StringComparison.Ordinal);
        Assert.StartsWith($"[Trip](/plans/{_plan})中任务[Book the hotel](/plans/{_plan}?task=2)的结果（第 2 版，test-model）：", (await talk.SayAsync("任务2的结果是什么？")).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_after_a_breakdown_is_asked_and_a_second_executes()
    {
        var talk = await TripAsync();
        var job = (await talk.SayAsync("break it down", planId: _plan)).Metadata!.JobId;
        Assert.Contains("Yes to what?", (await talk.SayAsync("yes")).Content, StringComparison.Ordinal);
        var shown = await talk.SayAsync("/decompose");
        Assert.Equal(job, shown.Metadata!.JobId);
        PlanData.Execute(Data.Files.Folder.Plan(_plan), "UPDATE decomposition_jobs SET status = 'succeeded' WHERE job_id = @job", new { job });

        var offer = await talk.SayAsync("好的");
        Assert.Equal($"[Trip](/plans/{_plan})已拆分完成。要按依赖顺序执行它吗？请回复“**好的**”。", offer.Content);
        Assert.Null(offer.Metadata!.JobId);

        var yes = await talk.SayAsync("yes");
        Assert.StartsWith($"I am executing the plan [Trip](/plans/{_plan})", yes.Content, StringComparison.Ordinal);
        Assert.Equal(JobType.PlanExecute, yes.Metadata!.Job!.JobType);
    }

    [Fact]
    public async Task Anothers_plan_is_none()
    {
        await TripAsync();
        await ProposeAsync(new TaskEdit(2) { Title = "A" });
        using var ben = App.NewClient();
        var talk = await ChatTalk.BeginAsync(ben);

        foreach (var wish in (string[])
        [
            "execute it", $"/execute #{_plan}", "/result 2", $"/redo #{_plan}", "/merge 1 2", "/split 2", "/rewrite -- shorter", "/translate to German", "/estimate", "/repair", "/summarise", "/check",
            "/undo", $"/undo #{_plan}", $"/restore #{_plan}", $"/drafts #{_plan}", "/accept 1", $"/reject 1 of plan #{_plan}", $"/export #{_plan}", $"/duplicate #{_plan}",
        ])
        {
            var reply = await talk.SayAsync(wish, planId: _plan);
            Assert.DoesNotContain("Trip", reply.Content, StringComparison.Ordinal);
            Assert.Null(reply.Metadata?.JobId);
        }

        Assert.Empty((await ben.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
        Assert.Equal("Book the hotel", await TitleAsync(2));
        Assert.Equal("open", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/drafts/1")).GetProperty("status").GetString());
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

    private string OfPlan(string words) => words.Replace("/plans/1", $"/plans/{_plan}", StringComparison.Ordinal);

    private Task<JsonElement> JobAsync(ChatMessage reply)
    {
        Assert.NotNull(reply.Metadata?.JobId);
        return Anna.GetAsync(HttpStatusCode.OK, $"/jobs/{reply.Metadata.JobId}");
    }

    private static long? Task(JsonElement job) => job.TryGetProperty("target_task_id", out var id) && id.ValueKind == JsonValueKind.Number ? id.GetInt64() : null;

    /// <summary>What is expected is among the job's parameters.</summary>
    private static void AssertParams(string expected, JsonElement job)
    {
        var parameters = job.GetProperty("params");
        foreach (var field in JsonElement.Parse(expected).EnumerateObject())
        {
            Assert.True(parameters.TryGetProperty(field.Name, out var value), $"{field.Name} is not there.");
            Assert.Equal(field.Value.GetRawText(), JsonSerializer.Serialize(value, Unescaped));
        }
    }

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<string> TreeAsync() => (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tree")).GetRawText();

    private static IEnumerable<string?> TitlesOf(string tree) => JsonElement.Parse(tree).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("title").GetString());

    private async Task<int> TaskCountAsync() => (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}")).GetProperty("task_count").GetInt32();

    private async Task<string?> TitleAsync(long task) => (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{_plan}/tasks/{task}")).GetProperty("title").GetString();

    private Task ProposeAsync(params TaskEdit[] edits) => Data.Files.WriteAsync(Data.Files.Folder.Plan(_plan), connection =>
    {
        var id = ProposalWrites.Begin(connection, new NewProposal($"job-{Guid.NewGuid():n}", "rewrite", null, "Trip"), TreeSnapshot.Read(connection), Data.Time.GetUtcNow());
        ProposalWrites.Put(connection, id, edits);
    }, Ct);

    private Task BeginProposalAsync(string job) => Data.Files.WriteAsync(Data.Files.Folder.Plan(_plan), connection =>
    {
        ProposalWrites.Begin(connection, new NewProposal(job, "rebreak", 2, "Book the hotel"), TreeSnapshot.Read(connection), Data.Time.GetUtcNow());
    }, Ct);
}
