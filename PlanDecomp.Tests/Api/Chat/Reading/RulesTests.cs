using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Api.Chat.Capabilities.AcrossPlans;
using PlanDecomp.Api.Chat.Capabilities.Execution;
using PlanDecomp.Api.Chat.Capabilities.Operations;
using PlanDecomp.Api.Chat.Capabilities.Plans;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Reading;

/// <summary>Which wording is read as what. What comes of it is in <see cref="RulesReplyTests"/>.</summary>
public sealed class RulesTests(RulesTests.House house) : IClassFixture<RulesTests.House>
{
    [Theory]
    [InlineData("hello", "greeting")]
    [InlineData("Hi there!", "greeting")]
    [InlineData("good morning", "greeting")]
    [InlineData("thanks a lot!", "greeting")]
    [InlineData("你好", "greeting")]
    [InlineData("您好！", "greeting")]
    [InlineData("谢谢", "greeting")]
    [InlineData("help", "help")]
    [InlineData("What can you do?", "help")]
    [InlineData("how does this work?", "help")]
    [InlineData("你能做什么？", "help")]
    [InlineData("怎么用", "help")]
    [InlineData("帮助", "help")]
    [InlineData("delete the plan", "delete")]
    [InlineData("please remove task 3", "delete")]
    [InlineData("把这个计划删除", "delete")]
    [InlineData("删掉任务2", "delete")]
    [InlineData("show my plans", "list_plans")]
    [InlineData("List all plans", "list_plans")]
    [InlineData("what plans do I have?", "list_plans")]
    [InlineData("my plans", "list_plans")]
    [InlineData("列出我的计划", "list_plans")]
    [InlineData("我有哪些计划？", "list_plans")]
    [InlineData("计划列表", "list_plans")]
    [InlineData("cancel", "cancel")]
    [InlineData("Stop it, please", "cancel")]
    [InlineData("cancel the job", "cancel")]
    [InlineData("please stop the breakdown of plan Trip", "cancel")]
    [InlineData("取消", "cancel")]
    [InlineData("停止拆分", "cancel")]
    [InlineData("别拆了", "cancel")]
    [InlineData("请把后台任务停掉", "cancel")]
    [InlineData("status", "status")]
    [InlineData("What's the progress of plan Trip?", "status")]
    [InlineData("how is it going?", "status")]
    [InlineData("is it done yet?", "status")]
    [InlineData("what is running?", "status")]
    [InlineData("show me the tasks", "status")]
    [InlineData("show the plan", "status")]
    [InlineData("进度怎么样了？", "status")]
    [InlineData("罗马旅行怎么样了", "status")]
    [InlineData("查看状态", "status")]
    [InlineData("看看这个计划的任务", "status")]
    [InlineData("完成了吗", "status")]
    [InlineData("拆分完了吗？", "status")]
    [InlineData("break it down", "decompose")]
    [InlineData("Break down the launch of our product", "decompose")]
    [InlineData("could you please break task 2 down into smaller steps?", "decompose")]
    [InlineData("split the budget task into subtasks", "decompose")]
    [InlineData("decompose plan Trip", "decompose")]
    [InlineData("decompose", "decompose")]
    [InlineData("expand task 1.2", "decompose")]
    [InlineData("拆分它", "decompose")]
    [InlineData("拆分", "decompose")]
    [InlineData("请帮我拆分计划罗马旅行", "decompose")]
    [InlineData("把任务2拆分一下", "decompose")]
    [InlineData("分解“产品发布”", "decompose")]
    [InlineData("将第三个任务细化", "decompose")]
    [InlineData("继续拆分第2个任务，最多10个任务", "decompose")]
    [InlineData("plan a team trip to Lisbon", "create_plan")]
    [InlineData("Please help me plan my wedding", "create_plan")]
    [InlineData("I want to plan a conference", "create_plan")]
    [InlineData("make a plan for moving to Berlin", "create_plan")]
    [InlineData("I need a plan to learn Spanish", "create_plan")]
    [InlineData("create a plan called Spring cleaning", "create_plan")]
    [InlineData("new plan: paint the kitchen", "create_plan")]
    [InlineData("can you draw up a project plan for the migration?", "create_plan")]
    [InlineData("帮我规划一次去里斯本的团队旅行", "create_plan")]
    [InlineData("制定一个学习西班牙语的计划", "create_plan")]
    [InlineData("给我做一份婚礼的详细计划", "create_plan")]
    [InlineData("为产品发布制定计划", "create_plan")]
    [InlineData("新建计划：粉刷厨房", "create_plan")]
    [InlineData("创建一个名为春季大扫除的计划", "create_plan")]
    [InlineData("我想策划一场生日派对", "create_plan")]
    [InlineData("add a task: book the hotel", "add_task")]
    [InlineData("add a subtask under task 2: compare prices", "add_task")]
    [InlineData("please add book flights to the plan", "add_task")]
    [InlineData("添加任务：预订酒店", "add_task")]
    [InlineData("在任务2下添加子任务：比较价格", "add_task")]
    [InlineData("给计划罗马旅行添加任务：买票", "add_task")]
    [InlineData("mark task 1 as done", "edit_task")]
    [InlineData("task 2.1 is finished", "edit_task")]
    [InlineData("skip task 3", "edit_task")]
    [InlineData("rename task 1 to Book everything", "edit_task")]
    [InlineData("task 3 depends on task 1 and task 2", "edit_task")]
    [InlineData("set the instruction of task 1 to: use the train", "edit_task")]
    [InlineData("把任务1标记为完成", "edit_task")]
    [InlineData("完成第二个任务", "edit_task")]
    [InlineData("任务3依赖任务1和任务2", "edit_task")]
    [InlineData("把任务1改名为全部预订", "edit_task")]
    [InlineData("rename the plan to Spring trip", "edit_plan")]
    [InlineData("rename it to Spring trip", "edit_plan")]
    [InlineData("change the title to Spring trip", "edit_plan")]
    [InlineData("set the description of plan Trip to: five days", "edit_plan")]
    [InlineData("把计划改名为春季旅行", "edit_plan")]
    [InlineData("将标题改为春季旅行", "edit_plan")]
    [InlineData("把描述改为：五天", "edit_plan")]
    [InlineData("yes", "yes")]
    [InlineData("好的", "yes")]
    [InlineData("cancel plan Trip", "cancel")]
    [InlineData("stop “Trip”", "cancel")]
    [InlineData("取消计划罗马旅行", "cancel")]
    [InlineData("停止拆分罗马旅行", "cancel")]
    [InlineData("把它停掉", "cancel")]
    [InlineData("plan for my wedding", "create_plan")]
    [InlineData("a plan for my wedding, please", "create_plan")]
    [InlineData("refine the budget task", "decompose")]
    [InlineData("I want to stop smoking", null)]
    [InlineData("cancel my gym membership", null)]
    [InlineData("取消健身房会员", null)]
    [InlineData("remove the old wallpaper", null)]
    [InlineData("删除手机里的旧照片", null)]
    [InlineData("expand our business to Europe", null)]
    [InlineData("the schedule for tomorrow is full", null)]
    [InlineData("make steps towards a healthier life", null)]
    [InlineData("the weather is nice today", null)]
    [InlineData("Write a survey paper on phage therapy", null)]
    [InlineData("今天天气真好", null)]
    [InlineData("/usr/bin/python is missing", null)]
    [InlineData("?!", null)]
    [InlineData("x", null)]
    public void Wordings_are_read_as_what_they_mean(string wording, string? intent) =>
        Assert.Equal(intent, house.Rules.Understand(wording).FirstOrDefault().Intent?.Name);

    [Fact]
    public void A_long_hostile_text_takes_no_long_time()
    {
        foreach (var text in (string[])[new string('a', 20_000), string.Concat(Enumerable.Repeat("break down ", 1_800)), string.Concat(Enumerable.Repeat("把任务", 6_000)), string.Concat(Enumerable.Repeat("add a task to the plan ", 800)), string.Concat(Enumerable.Repeat("的计划", 6_000)), "plan" + new string(' ', 19_000) + "x", new string('“', 20_000), "计划" + new string('的', 19_000), "task " + new string('.', 19_000) + "x", .. Repeated])
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            house.Rules.Understand(text).FirstOrDefault();
            LimitWords.Read(text);
            PlanTitle.Of(text);
            SpokenName.Read(text);
            ReplyLanguages.Of(text, null, null);
            HintWords.Read(text);
            DraftWords.Read(text);
            ExecuteWords.Read(text);
            TaskListWords.Read(text);
            PartsWords.Read(text);
            TranslateWords.Read(text);
            ApplyWords.Read(text);
            ExportWords.Read(text);
            CopyWords.Read(text);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{text[..20]}… took {clock.Elapsed}");
        }
    }

    /// <summary>What the patterns of each verb may stumble over.</summary>
    private static IEnumerable<string> Repeated => ((string[])
    [
        "execute the plan ", "execute task 1 of plan x ", "merge tasks 1 and ", "split task 2 into ", "translate task 1 to ", "redo the a task ", "how long will the task take ",
        "rewrite the x plan in ", "export the plan as json ", "accept the draft of ", "the result of task ", "as a draft ", "copy plan x as ", "undo the last change ",
        "把任务1和任务2合并", "执行计划", "翻译任务2成", "任务1的结果", "重新拆分任务", "复制计划“", "先给我看草稿", "只执行失败的", " -- ", "导出全部", "修复计划的依赖",
    ]).Select(part => string.Concat(Enumerable.Repeat(part, 20_000 / part.Length)));

    public sealed class House : IAsyncLifetime
    {
        private readonly PlanData _data = new();
        private ApiApp _app = null!;

        internal RulesReader Rules { get; private set; } = null!;

        public ValueTask InitializeAsync()
        {
            _app = new ApiApp(_data.Path);
            Rules = _app.Services.GetRequiredService<RulesReader>();
            return ValueTask.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            await _app.DisposeAsync();
            _data.Dispose();
        }
    }
}
