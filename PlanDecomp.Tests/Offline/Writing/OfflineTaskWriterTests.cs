using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Writing;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Tests.Worker.Execution;

namespace PlanDecomp.Tests.Offline.Writing;

/// <summary>The rules' notes, in both languages: honest, usable, and the same every time.</summary>
public sealed class OfflineTaskWriterTests
{
    [Fact]
    public async Task An_English_note_lays_out_goal_steps_checks_and_questions()
    {
        var note = await WriteAsync(new WritingRequest
        {
            TaskId = 1,
            Kind = TaskResultKind.Work,
            PlanTitle = "Plan a product launch for a bicycle lamp by June 2027 with a budget of $30,000",
            PlanDescription = "",
            Ancestors = [new TaskSketch("Prepare the launch campaign", "Material, channels and allies for the day.")],
            Title = "Book the venue for the press event",
            Instruction = "Find a room for 50 guests near the station. Done when the contract is signed.",
            Inputs = [new TaskInput("Set launch goals", PlanTaskStatus.Completed, "## Goals\n\n- 500 lamps in 30 days"), new TaskInput("Choose the date", PlanTaskStatus.Completed, null)],
            Hint = "close to public transport",
        });

        Assert.StartsWith("> **Offline note.** Written by built-in rules, without a language model", note, StringComparison.Ordinal);
        Assert.Equal(["Goal", "What is given", "What it builds on", "Steps", "Checklist", "Open questions"], Headings(note));
        Assert.Contains("Find a room for 50 guests near the station.", note, StringComparison.Ordinal);
        Assert.Contains("› Prepare the launch campaign › Book the venue for the press event", note, StringComparison.Ordinal);
        Assert.Contains("- Deadline: June 2027", note, StringComparison.Ordinal);
        Assert.Contains("- People: 50 guests", note, StringComparison.Ordinal);
        Assert.Contains("- **Set launch goals**: 500 lamps in 30 days", note, StringComparison.Ordinal);
        // Booking has steps of its own.
        Assert.Contains("**Get three offers**", note, StringComparison.Ordinal);
        Assert.Contains("- [ ] The contract is signed", note, StringComparison.Ordinal);
        Assert.Contains("- [ ] Minded: close to public transport", note, StringComparison.Ordinal);
        Assert.Contains("- What came of “Choose the date”? It has no result here.", note, StringComparison.Ordinal);
        // What the request says is not asked for.
        Assert.DoesNotContain("By when", note, StringComparison.Ordinal);
        Assert.DoesNotContain("cost at most", note, StringComparison.Ordinal);
        Assert.DoesNotContain("How many people", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Chinese_note_is_all_Chinese()
    {
        var note = await WriteAsync(new WritingRequest
        {
            TaskId = 1,
            Kind = TaskResultKind.Work,
            PlanTitle = "组织一次三天的团队旅行",
            PlanDescription = "20人，预算5万元。",
            Ancestors = [new TaskSketch("落实交通与住宿", "")],
            Title = "预订酒店",
            Instruction = "按人数预订房间。书面确认各项无误即为完成。",
        });

        Assert.StartsWith("> **离线笔记。**由内置规则写成", note, StringComparison.Ordinal);
        Assert.Equal(["目标", "已知条件", "步骤", "检查清单", "待定问题"], Headings(note));
        Assert.Contains("所属：组织一次三天的团队旅行 › 落实交通与住宿 › 预订酒店", note, StringComparison.Ordinal);
        Assert.Contains("**取得三份报价**：", note, StringComparison.Ordinal);
        Assert.Contains("- [ ] 书面确认各项无误", note, StringComparison.Ordinal);
        Assert.DoesNotMatch("[A-Za-z]{2,}", note);
    }

    [Fact]
    public async Task A_summary_gives_each_parts_gist_and_gathers_their_open_questions_once()
    {
        var note = await WriteAsync(new WritingRequest
        {
            TaskId = 1,
            Kind = TaskResultKind.Summary,
            PlanTitle = "Move house to Berlin",
            PlanDescription = "",
            Title = "Find a flat",
            Instruction = "Done when the lease is signed.",
            Inputs =
            [
                new TaskInput("Search the listings", PlanTaskStatus.Completed, "> label\n\n## Goal\n\nTen listings a day.\n\n## Open questions\n\n- By when?\n- How large?"),
                new TaskInput("View flats", PlanTaskStatus.Completed, "## Notes\n\nSeven seen.\n\n## Open questions\n\n- By when?\n\n## Other\n\n- no question"),
                new TaskInput("Sign", PlanTaskStatus.Completed, null),
            ],
        });

        Assert.StartsWith("> **Offline summary.**", note, StringComparison.Ordinal);
        Assert.Equal(["Goal", "What the parts have brought", "Open questions"], Headings(note));
        Assert.Contains("- **Search the listings**: Ten listings a day.", note, StringComparison.Ordinal);
        Assert.Contains("- **View flats**: Seven seen.", note, StringComparison.Ordinal);
        Assert.Contains("- **Sign**: no result here", note, StringComparison.Ordinal);
        Assert.Contains("3 parts, 2 with a result.", note, StringComparison.Ordinal);
        Assert.EndsWith("- By when?\n- Search the listings: How large?", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("🎉", "!!!", "…")]
    [InlineData("Plan", "<script>alert(1)</script>", "# [x](javascript:alert(1))")]
    [InlineData("写", "一", "。。。")]
    public async Task Anything_at_all_gets_a_note_of_its_own_and_the_same_one_again(string plan, string title, string instruction)
    {
        var request = new WritingRequest { TaskId = 1, Kind = TaskResultKind.Work, PlanTitle = plan, PlanDescription = "", Title = title, Instruction = instruction };

        var note = await WriteAsync(request);

        Assert.Equal(note, await WriteAsync(request));
        Assert.Contains("\n1. ", note, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", note, StringComparison.Ordinal);
        Assert.NotEmpty(await WriteAsync(request with { Kind = TaskResultKind.Summary }));
    }

    [Theory]
    [InlineData("Plan a product launch")]
    [InlineData("组织一次三天的团队旅行")]
    public async Task A_whole_plan_is_executed_by_rules(string title)
    {
        using var house = new ExecuteHouse(null, null, ("Execution:Writer", "offline"));
        var plan = await house.DrawAsync("准备\n  预订场地\n  邀请嘉宾\nInvite the press < 准备", title);
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        var executed = ExecuteHouse.ResultOf(outcome);
        Assert.Equal(("offline", 0, 3, 1), (executed.Writer, executed.Completed, executed.Prepared, executed.Summaries));
        Assert.All(await house.TasksAsync(plan), task => Assert.Equal(PlanTaskStatus.Prepared, task.Status));
        Assert.Equal("chosen", Assert.Single(job.LinesOf("writer.chosen")).Arguments["reason"]);
        var result = Assert.Single(await house.ResultsAsync(plan, "Invite the press"));
        Assert.Equal(("offline", null), (result.Writer, result.Model));
        // A task's own words decide its language.
        Assert.Contains("## Steps", result.Content, StringComparison.Ordinal);
        Assert.Contains("## 步骤", Assert.Single(await house.ResultsAsync(plan, "预订场地")).Content, StringComparison.Ordinal);
        Assert.Contains("最迟何时完成？", Assert.Single(await house.ResultsAsync(plan, "准备")).Content, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(WritingRequest request)
    {
        var written = await new OfflineTaskWriter().WriteAsync(request, new NoUsage(), TestContext.Current.CancellationToken);
        Assert.True(written.IsPrepared, "Rules do no work.");
        return written.Content;
    }

    private static IEnumerable<string> Headings(string note) => note.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]);

    /// <summary>Rules make no calls.</summary>
    private sealed class NoUsage : ICallUsage
    {
        public ValueTask BeforeCallAsync(decimal? most, CancellationToken ct)
        {
            Assert.Fail("A call was made.");
            return default;
        }

        public void AfterCall(PaidCall call) => Assert.Fail("A call was made.");
    }
}
