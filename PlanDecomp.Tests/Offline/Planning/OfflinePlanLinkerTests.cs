using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Planning;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Tests.Offline.Planning;

public sealed class OfflinePlanLinkerTests
{
    [Theory]
    [InlineData("Book the hall", "Do this after \"Book the hall\", in the same week.")]
    [InlineData("Book the hall", "Depends on the task “book the hall”.")]
    [InlineData("预订场地", "等「预订场地」完成后再开始。")]
    [InlineData("预订场地", "根据“预订场地”的结果安排。")]
    public async Task A_task_waits_for_the_one_that_its_instruction_names(string title, string instruction) =>
        Assert.Equal([1L], Assert.Single(await LinkAsync((title, ""), ("Print the signs", instruction))).DependsOn!);

    [Theory]
    [InlineData("Tell those who will \"Book the hall\" about it.")]
    [InlineData("After booking the hall, print them.")]
    [InlineData("After \"Print the signs\" is done.")]
    public async Task Where_no_rule_is_sure_nothing_is_linked(string instruction) =>
        Assert.Empty(await LinkAsync(("Book the hall", ""), ("Print the signs", instruction)));

    [Fact]
    public async Task What_would_close_a_circle_is_left_out() => Assert.Equal(
        [2L], Assert.Single(await LinkAsync(("Book the hall", "After \"Print the signs\"."), ("Print the signs", "After \"Book the hall\"."))).DependsOn!);

    [Fact]
    public async Task A_title_that_several_tasks_have_names_none_of_them() =>
        Assert.Empty(await LinkAsync(("Review", ""), ("Review", ""), ("Publish", "After \"Review\".")));

    private static async Task<IReadOnlyList<PlanDecomp.Plans.Edits.TaskEdit>> LinkAsync(params (string Title, string Instruction)[] tasks)
    {
        var now = DateTimeOffset.UnixEpoch;
        var nodes = tasks.Select((task, i) => new PlanTaskNode
        {
            TaskId = i + 1,
            PlanId = 1,
            Position = i,
            Depth = 1,
            Title = task.Title,
            Instruction = task.Instruction,
            CreatedAt = now,
            UpdatedAt = now,
        }).ToList();
        var outline = new PlanOutline(new PlanTree(new Plan { PlanId = 1, Title = "P", CreatedAt = now, UpdatedAt = now }, nodes), 1_000);
        return (await new OfflinePlanLinker().LinkAsync(new LinkRequest { Outline = outline }, null!, TestContext.Current.CancellationToken)).Edits;
    }
}
