using PlanBench;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Tests.Bench.Plans;

/// <summary>What the checker of bench/plans counts.</summary>
public sealed class PlanCheckerTests
{
    private static readonly DateOnly First = new(2026, 12, 1);
    private static readonly DateOnly Last = new(2027, 3, 31);

    [Fact]
    public void In_a_plan_in_order_it_counts_nothing_but_tasks() => Assert.Equal(
        new PlanFindings { Tasks = 4 },
        Check(Task(1, "A", children: [Task(2, "A1"), Task(3, "A2", dependsOn: [2])]), Task(4, "B", dependsOn: [3])));

    [Fact]
    public void Tasks_that_wait_for_each_other_are_a_cycle_also_where_one_is_a_part_of_the_other()
    {
        Assert.Equal(1, Check(Task(1, "A", dependsOn: [2]), Task(2, "B", dependsOn: [1])).Cycles);
        Assert.Equal(1, Check(Task(1, "A", children: [Task(2, "A1", dependsOn: [1])])).Cycles);
        Assert.Equal(2, Check(Task(1, "A", dependsOn: [2]), Task(2, "B", dependsOn: [1]), Task(3, "C", dependsOn: [4]), Task(4, "D", dependsOn: [3])).Cycles);
    }

    [Fact]
    public void A_task_without_links_is_an_orphan_unless_what_it_is_part_of_has_some()
    {
        Assert.Equal(1, Check(Task(1, "A"), Task(2, "B", dependsOn: [1]), Task(3, "C")).Orphans);
        Assert.Equal(0, Check(Task(1, "A", children: [Task(2, "A1"), Task(3, "A2")]), Task(4, "B", dependsOn: [1])).Orphans);
        Assert.Equal(0, Check(Task(1, "A"), Task(2, "B")).Orphans);
    }

    [Fact]
    public void Titles_that_differ_in_case_and_signs_alone_are_duplicates() =>
        Assert.Equal(2, Check(Task(1, "Book the hall"), Task(2, "book the hall."), Task(3, "Book  the Hall!"), Task(4, "Book a hall")).Duplicates);

    [Fact]
    public void A_branch_that_waits_for_a_branch_is_a_barrier_and_a_task_that_does_is_none()
    {
        var a = Task(1, "A", children: [Task(2, "A1")]);
        Assert.Equal(1, Check(a, Task(3, "B", dependsOn: [1], children: [Task(4, "B1")])).Barriers);
        Assert.Equal(0, Check(a, Task(3, "B", children: [Task(4, "B1", dependsOn: [1])])).Barriers);
        Assert.Equal(0, Check(a, Task(3, "B", dependsOn: [1])).Barriers);
    }

    [Fact]
    public void Tasks_without_an_instruction_are_counted() => Assert.Equal(1, Check(Task(1, "A"), Task(2, "B", instruction: " ")).EmptyInstructions);

    [Theory]
    [InlineData("by 2027-03-31", 0)]
    [InlineData("by 2027-04-01", 1)]
    [InlineData("on 30 November 2026, then on 1 December 2026", 1)]
    [InlineData("from March 30 to April 2, 2027", 1)]
    [InlineData("by the 15th of May", 1)]
    [InlineData("by 20 December, and until 5 January", 0)]
    [InlineData("2027年4月1日前完成", 1)]
    [InlineData("12月20日开题，3月31日结束，4月5号归还", 1)]
    [InlineData("may be 12 of 30 pieces; version 4.2; 31 February", 0)]
    public void Dates_outside_the_limits_are_counted_in_both_languages(string instruction, int outside) =>
        Assert.Equal(outside, Check(Task(1, "A", instruction: instruction)).DatesOutside);

    [Fact]
    public void The_requests_are_twenty_ten_of_each_language_with_a_name_each()
    {
        var requests = BenchRequest.ReadAll();
        Assert.Equal((20, 10, 10), (requests.Select(request => request.Key).Distinct().Count(), requests.Count(request => request.Key.StartsWith("en-", StringComparison.Ordinal)), requests.Count(request => request.Key.StartsWith("zh-", StringComparison.Ordinal))));
        Assert.All(requests, request => Assert.True(request.Earliest < request.Latest && request.Description.Any(char.IsDigit)));

        // What the requests themselves say lies within their limits, or the checker would count it against every plan.
        Assert.All(requests, request => Assert.All(PlanChecker.DatesIn($"{request.Title}\n{request.Description}", request.Earliest, request.Latest), date => Assert.InRange(date, request.Earliest, request.Latest)));
    }

    private static PlanFindings Check(params IReadOnlyList<PlanTaskNode> tasks) => PlanChecker.Check(
        new PlanTree(new Plan { PlanId = 1, Title = "P", CreatedAt = default, UpdatedAt = default }, tasks), First, Last);

    private static PlanTaskNode Task(long id, string title, string instruction = "Do it.", long[]? dependsOn = null, PlanTaskNode[]? children = null) => new()
    {
        TaskId = id,
        PlanId = 1,
        Title = title,
        Instruction = instruction,
        DependsOn = dependsOn ?? [],
        Children = [.. (children ?? []).Select(child => child with { ParentId = id })],
        CreatedAt = default,
        UpdatedAt = default,
    };
}
