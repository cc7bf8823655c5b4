using CsCheck;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Offline.Tree;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Tests.Offline.Tree;

public sealed class TreePropertyTests
{
    private static readonly (int Min, int Max)[] Limits = [(1, 1), (1, 2), (2, 2), (2, 3), (2, 7), (3, 5), (7, 7), (8, 12), (20, 30), (50, 50), (1, 50)];

    private static IEnumerable<(string Title, string Description)> All => Requests.Known.Select(known => (known.Title, "")).Concat(Requests.Odd);

    [Fact]
    public async Task Every_row_is_valid_under_any_limits()
    {
        foreach (var (number, (title, description)) in All.Index())
        {
            // Every request meets four of the limits, and all limits meet many requests.
            for (var turn = 0; turn < 4; turn++)
            {
                var (min, max) = Limits[(number + turn * 3) % Limits.Length];
                var (_, rows) = await TreeExpansion.ExpandAsync(title, description, min, max, depth: 3, budget: 150);
                Assert.NotEmpty(rows);
                Assert.All(rows, row => AssertValid(row, min, max));
            }
        }
    }

    [Fact]
    public Task Any_text_at_all_is_planned() => Hostile.SampleAsync(async (title, description, own) =>
    {
        var (_, rows) = await TreeExpansion.ExpandAsync(title, description, depth: 2, budget: 30);
        Assert.All(rows, row => AssertValid(row, 2, 7));
        var below = await TreeExpansion.ChildrenAsync(TreeExpansion.Ask(title, description, 2, 7, own));
        if (below.Count > 0) AssertValid(below, 2, 7);
        Assert.All(rows.SelectMany(row => row).Concat(below), child => Assert.Equal(child.Title, CleanText.Line(child.Title)));
    }, iter: 500);

    private static readonly Gen<(string, string, string)> Hostile = Gen.Select(HostileText, HostileText, HostileText);

    private static Gen<string> HostileText => Gen.OneOfConst(
        "\uD83D", "\uDE00", "\uD83D\uDE00", "\0", "\u001B[31m", "\u202E", "\u200D", "\n", "e\u0301", "Write a paper on ", "plan a trip to ", "举办", "旅行", "budget of $5", "500", "天", " ", ".", "、", "<b>", "x", "\uFFFF")
        .Array[0, 9].Select(string.Concat);

    [Fact]
    public async Task The_same_request_gets_the_same_answer()
    {
        foreach (var (title, description) in All)
        {
            var (first, _) = await TreeExpansion.ExpandAsync(title, description);
            var (second, _) = await TreeExpansion.ExpandAsync(title, description);
            Assert.Equal(Lines(first), Lines(second));
        }
    }

    [Fact]
    public async Task A_whole_tree_comes_to_an_end_before_level_six()
    {
        (int Min, int Max)[] limits = [(1, 1), (1, 2), (2, 3), (8, 12)];
        foreach (var (number, (title, description)) in All.Index())
        {
            foreach (var (min, max) in new[] { (2, 7), limits[number % limits.Length] })
            {
                var (items, _) = await TreeExpansion.ExpandAsync(title, description, min, max, depth: 6, budget: 3000);
                Assert.InRange(items.Count, 1, 1500);
                Assert.All(items.Where(item => item.Level >= 5), item => Assert.True(item.Task.IsLeaf, item.Task.Title));
            }
        }
    }

    [Fact]
    public async Task Plans_of_known_kinds_are_two_levels_deep_and_many_branches_three()
    {
        foreach (var (title, _, _) in Requests.Known)
        {
            var (items, _) = await TreeExpansion.ExpandAsync(title);
            var phases = items.Count(item => item.Level == 1);
            Assert.InRange(phases, 3, 7);
            Assert.True(items.Count(item => item.Level == 2) >= 2 * phases - 2, title);
            // Errands and events of life need no third level.
            if (Brief.Read(title, "").Kind.Phases.SelectMany(phase => phase.Parts).All(part => part.Work is null && part.Parts.Count == 0)) continue;
            Assert.True(items.Count(item => item.Level == 2) >= 10, title);
            Assert.True(items.Count(item => item.Level == 3) >= 4, title);
        }
    }

    [Fact]
    public async Task The_answer_speaks_the_language_of_the_request()
    {
        foreach (var (title, _, _) in Requests.Known)
        {
            var chinese = title.Any(LanguageReader.IsHan);
            var (items, _) = await TreeExpansion.ExpandAsync(title);
            Assert.All(items, item =>
            {
                Assert.Equal(chinese, item.Task.Title.Any(LanguageReader.IsHan));
                Assert.Equal(chinese, item.Task.Instruction.Any(LanguageReader.IsHan));
            });
        }
    }

    [Fact]
    public async Task A_generated_task_is_found_again_in_the_template_and_not_taken_for_a_persons_own()
    {
        foreach (var (title, _, _) in Requests.Known)
        {
            foreach (var max in new[] { 2, 3, 5, 7, 12 })
            {
                var brief = Brief.Read(title, "");
                foreach (var phase in await TreeExpansion.ChildrenAsync(TreeExpansion.Ask(title, max: max)))
                {
                    Assert.False(TaskTree.Walk(TaskTree.Root(brief), [phase.Title]).IsOwn, phase.Title);
                    if (phase.IsLeaf) continue;
                    foreach (var step in await TreeExpansion.ChildrenAsync(TreeExpansion.Ask(title, "", 2, max, phase.Title)))
                        Assert.False(TaskTree.Walk(TaskTree.Root(brief), [phase.Title, step.Title]).IsOwn, step.Title);
                }
            }
        }
    }

    internal static void AssertValid(IReadOnlyList<NodeChild> row, int min, int max)
    {
        Assert.InRange(row.Count, min, max);
        Assert.Equal(row.Count, row.Select(child => TitleLikeness.Key(child.Title)).Distinct().Count());
        for (var at = 0; at < row.Count; at++)
        {
            var child = row[at];
            Assert.Equal(child.Title.Trim(), child.Title);
            Assert.InRange(child.Title.Length, 1, Wording.LongestTitle);
            Assert.DoesNotContain('\n', child.Title);
            Assert.InRange(child.Instruction.Length, 10, 1000);
            // Only backwards: no cycle is possible.
            Assert.All(child.DependsOn, before => Assert.InRange(before, 0, at - 1));
            Assert.Equal(child.DependsOn.Distinct().Count(), child.DependsOn.Count);
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<TreeExpansion.Item> items) =>
        items.Select(item => $"{item.Level} {item.Task.Title} | {item.Task.Instruction} | {string.Join(',', item.Task.DependsOn)} | {item.Task.IsLeaf}");
}
