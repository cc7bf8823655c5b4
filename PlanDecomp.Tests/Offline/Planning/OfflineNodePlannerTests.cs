using PlanDecomp.Offline.Planning;
using PlanDecomp.Tests.Offline.Tree;
using static PlanDecomp.Tests.Offline.TreeExpansion;

namespace PlanDecomp.Tests.Offline.Planning;

public sealed class OfflineNodePlannerTests
{
    private const string Survey = "Write a survey paper on phage therapy";

    [Fact]
    public void It_calls_itself_offline_and_names_no_model()
    {
        var planner = new OfflineNodePlanner();

        Assert.Equal("offline", planner.Name);
        Assert.Null(planner.Model);
    }

    [Fact]
    public async Task A_cancelled_call_is_not_answered()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new OfflineNodePlanner().PlanAsync(Ask(Survey), null!, cancelled.Token));
    }

    [Fact]
    public async Task Searching_comes_before_screening_and_screening_before_writing()
    {
        var row = await ChildrenAsync(Ask(Survey));
        int At(string word) => row.ToList().FindIndex(child => child.Title.StartsWith(word, StringComparison.Ordinal));

        Assert.Contains(At("Search"), row[At("Screen")].DependsOn);
        Assert.True(At("Screen") < At("Write"));
    }

    [Fact]
    public async Task Work_that_can_go_side_by_side_does_not_wait_for_each_other()
    {
        var row = await ChildrenAsync(Ask("组织一次三天的团队旅行", "", 2, 7, "预订交通与住宿：团队旅行"));

        Assert.Equal(["预订往返交通", "预订住宿和聚会场所", "预订团队用餐", "购买旅行保险"], row.Select(child => child.Title));
        Assert.All(row.Take(3), child => Assert.Empty(child.DependsOn));
        Assert.Equal([0, 1, 2], row[3].DependsOn);
    }

    [Fact]
    public async Task A_trip_has_one_task_a_day()
    {
        var chinese = await ChildrenAsync(Ask("组织一次三天的团队旅行", "", 2, 7, "制定行程：团队旅行（三天）"));
        var english = await ChildrenAsync(Ask("Plan a 7-day trip to Japan", "", 2, 7, "Plan the days of the trip to Japan (7 days)"));

        Assert.Equal(["第一天", "第二天", "第三天"], chinese.Take(3).Select(child => child.Title[..3]));
        Assert.Equal(Enumerable.Range(1, 7).Select(day => $"Day {day}"), english.Select(child => child.Title[..5]));
    }

    [Fact]
    public async Task Days_that_are_too_many_are_taken_together_and_can_be_opened()
    {
        var days = await ChildrenAsync(Ask("Plan a 7-day trip to Japan", "", 2, 3, "Plan the days of the trip to Japan (7 days)"));
        Assert.StartsWith("Days 1–", days[0].Title, StringComparison.Ordinal);
        var inside = await ChildrenAsync(Ask("Plan a 7-day trip to Japan", "", 2, 3, "Plan the days of the trip to Japan (7 days)", days[0].Title));

        Assert.Equal(3, days.Count);
        Assert.StartsWith("Day 1:", inside[0].Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_of_the_request_stand_where_they_matter()
    {
        var (items, _) = await ExpandAsync("Plan our wedding for 120 guests with a budget of $30,000");
        var text = string.Join('\n', items.Select(item => item.Task.Title + item.Task.Instruction));

        Assert.Contains("120 guests", text, StringComparison.Ordinal);
        Assert.Contains("$30,000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phases_that_do_not_fit_are_merged_and_lose_nothing()
    {
        var all = await ChildrenAsync(Ask(Survey));
        var merged = await ChildrenAsync(Ask(Survey, "", 2, 3));
        List<string> inside = [];
        foreach (var phase in merged)
        {
            var parts = await ChildrenAsync(Ask(Survey, "", 2, 7, phase.Title));
            inside.AddRange(all.Any(child => child.Title == phase.Title) ? [phase.Title] : parts.Select(part => part.Title));
        }

        Assert.Equal(3, merged.Count);
        Assert.Equal(all.Select(child => child.Title), inside);
    }

    [Fact]
    public async Task More_tasks_than_there_are_phases_come_from_unfolding_them()
    {
        var row = await ChildrenAsync(Ask(Survey, "", 15, 20));

        TreePropertyTests.AssertValid(row, 15, 20);
        Assert.DoesNotContain(row, child => child.Title.StartsWith("Portion", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Survey, "Write a survey paper on phage therapy, step by step")]
    [InlineData("请帮我写一篇关于噬菌体疗法的综述", "按步骤完成：写一篇关于噬菌体疗法的综述")]
    public async Task A_single_child_stands_for_all_phases_and_can_be_opened(string title, string expected)
    {
        var only = Assert.Single(await ChildrenAsync(Ask(title, "", 1, 1)));
        var all = await ChildrenAsync(Ask(title));

        Assert.Equal(expected, only.Title);
        Assert.True(only.IsLeaf);
        Assert.Equal(all.Select(child => child.Title), (await ChildrenAsync(Ask(title, "", 2, 7, only.Title))).Select(child => child.Title));
    }

    [Fact]
    public async Task A_single_child_beside_existing_ones_is_the_next_step()
    {
        var all = await ChildrenAsync(Ask(Survey));
        var next = Assert.Single(await ChildrenAsync(Ask(Survey, "", 1, 1) with { ExistingChildren = [all[0].Title] }));

        Assert.Equal(all[1].Title, next.Title);
    }

    [Fact]
    public async Task A_task_with_fewer_parts_than_are_wanted_stays_whole_instead_of_being_filled_up()
    {
        var phases = await ChildrenAsync(Ask("Fix login", "", 30, 30));

        TreePropertyTests.AssertValid(phases, 30, 30);
        // No steps of steps, no numbered portions.
        Assert.DoesNotContain(phases, child => child.Title.Split(": ").Length > 2 || child.Title.StartsWith("Portion", StringComparison.Ordinal));
        Assert.Empty(await ChildrenAsync(Ask("Fix login", "", 30, 30, "Check that it holds")));
    }

    [Theory]
    [InlineData("Is it worth it to keep bees?")]
    [InlineData("Which of our neighbours is so loud?")]
    [InlineData("为什么邻居总在夜里吵架？")]
    public async Task A_question_does_not_stay_a_question_in_a_title(string title)
    {
        var (items, _) = await ExpandAsync(title);

        Assert.All(items, item => Assert.False(item.Task.Title.Contains(title[..6], StringComparison.OrdinalIgnoreCase), item.Task.Title));
    }

    [Fact]
    public async Task What_is_there_already_is_not_proposed_again_and_the_rest_keeps_its_order()
    {
        var all = await ChildrenAsync(Ask(Survey));
        var rest = await ChildrenAsync(Ask(Survey) with { ExistingChildren = ["search  the LITERATURE on phage therapy.", "Revise and submit a survey"] });

        Assert.Equal(all.Select(child => child.Title).Where(title => !title.StartsWith("Search", StringComparison.Ordinal) && !title.StartsWith("Revise", StringComparison.Ordinal)), rest.Select(child => child.Title));
        Assert.Equal([0], rest[1].DependsOn);
    }

    [Fact]
    public async Task Nothing_is_added_when_everything_is_there()
    {
        var all = await ChildrenAsync(Ask(Survey));

        Assert.Empty(await ChildrenAsync(Ask(Survey) with { ExistingChildren = [.. all.Select(child => child.Title)] }));
    }

    [Fact]
    public async Task A_wanted_aspect_gets_a_task_of_its_own_once_in_the_tree()
    {
        var top = await ChildrenAsync(Ask("Build a todo app") with { Hint = "please focus on accessibility, and don't forget the security" });
        var added = Assert.Single(top, child => child.Title == "Consider: accessibility");
        var outline = string.Join('\n', top.Select(child => child.Title));
        var below = await ChildrenAsync(Ask("Build a todo app", "", 2, 7, top[0].Title) with { Hint = "accessibility", Outline = outline });

        Assert.NotEmpty(added.Instruction);
        Assert.DoesNotContain(top, child => child.Title == "Consider: security");
        Assert.Contains(top, child => child.Instruction.Contains("Mind especially: security", StringComparison.Ordinal));
        Assert.DoesNotContain(below, child => child.Title.StartsWith("Consider", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unwanted_aspect_is_left_out()
    {
        var row = await ChildrenAsync(Ask("举办一场技术沙龙") with { Hint = "不需要赞助" });

        Assert.NotEmpty(row);
        Assert.DoesNotContain(row, child => child.Title.Contains("赞助", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Book a photographer", "Get three offers: a photographer")]
    [InlineData("预订摄影师", "取得三份报价：摄影师")]
    [InlineData("Buy flour & yeast", "Put away flour & yeast")]
    [InlineData("买面粉和酵母", "去买面粉和酵母")]
    [InlineData("Zorbify the lattice", "Gather what is needed: “Zorbify the lattice”")]
    [InlineData("Organise the launch party", "Invite the guests")]
    public async Task A_persons_own_task_is_broken_down_by_its_own_words(string title, string expected)
    {
        var row = await ChildrenAsync(Ask("Build a todo app", "", 2, 7, title));

        Assert.Contains(expected, row.Select(child => child.Title));
    }

    [Fact]
    public async Task Steps_of_a_kind_found_in_a_persons_own_task_are_found_again()
    {
        var row = await ChildrenAsync(Ask("Build a todo app", "", 2, 7, "Organise the launch party", "Invite the guests"));

        Assert.Contains("Send the invitations", row.Select(child => child.Title));
    }

    [Fact]
    public async Task A_list_in_the_request_becomes_the_plan()
    {
        var row = await ChildrenAsync(Ask("My year", "- Learn Spanish\n- Run a marathon\n- Renovate the kitchen"));
        var spanish = await ChildrenAsync(Ask("My year", "- Learn Spanish\n- Run a marathon\n- Renovate the kitchen", 2, 7, "Learn Spanish"));

        Assert.Equal(["Learn Spanish", "Run a marathon", "Renovate the kitchen"], row.Take(3).Select(child => child.Title));
        Assert.Contains("Choose material and a way of learning", spanish.Select(child => child.Title));
    }

    [Fact]
    public async Task A_list_in_a_persons_instruction_becomes_that_tasks_parts()
    {
        var request = Ask("Build a todo app", "", 2, 7, "Zorbify the lattice") with { TargetInstruction = "Do this:\n1. Paint it\n2. Dry it\n3. Ship it" };

        Assert.Equal(["Paint it", "Dry it", "Ship it"], (await ChildrenAsync(request)).Select(child => child.Title));
    }

    [Fact]
    public async Task Deep_down_only_a_persons_own_task_is_broken_down()
    {
        string[] path = ["Extract and synthesise the findings on phage therapy", "Design and try the extraction table", "List needs and limits: the extraction table"];

        Assert.Empty(await ChildrenAsync(Ask(Survey, "", 2, 7, path)));
        var own = await ChildrenAsync(Ask(Survey, "", 2, 7, path[0], path[1], "Draft the greeting of the editor"));
        Assert.NotEmpty(own);
        Assert.All(own, child => Assert.True(child.IsLeaf));
    }
}
