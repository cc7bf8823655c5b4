using CsCheck;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Plans.Tree;
using static PlanDecomp.Tests.WebClient.Plans.Trees;

namespace PlanDecomp.Tests.WebClient.Plans;

public class TreeViewTests
{
    private static TreeView Showing(TaskTree tree)
    {
        var view = new TreeView();
        view.Show(tree);
        return view;
    }

    [Fact]
    public void A_small_tree_opens_whole()
    {
        Assert.Equal([1, 4, 6, 5, 2, 3], Showing(Small()).Ids());
    }

    [Fact]
    public void Of_a_large_tree_the_first_level_opens()
    {
        var tree = Tree([.. Enumerable.Range(1, 50).Select(i => Task(i, "top", Task(100 + i, "middle", Task(200 + i, "leaf"))))]);

        Assert.Equal(100, Showing(tree).Rows.Count);
    }

    [Fact]
    public void A_closed_task_hides_all_below_it_and_takes_the_choice_over()
    {
        var view = Showing(Small());
        view.Select(6);

        view.Set(view.Tree!.Find(1)!, open: false);

        Assert.Equal([1, 2, 3], view.Ids());
        Assert.Equal(1, view.Selected?.Id);
    }

    [Fact]
    public void A_chosen_task_comes_into_sight()
    {
        var view = Showing(Small());
        view.CloseAll();

        Assert.True(view.Select(6));

        Assert.Equal([1, 4, 6, 5, 2, 3], view.Ids());
        Assert.Equal(2, view.RowOf(view.Selected));
    }

    [Fact]
    public void A_task_that_is_not_there_cannot_be_chosen()
    {
        var view = Showing(Small());

        Assert.False(view.Select(99));
        Assert.Null(view.Selected);
    }

    [Fact]
    public void A_tree_read_anew_keeps_what_was_closed_and_chosen()
    {
        var view = Showing(Small());
        view.Set(view.Tree!.Find(4)!, open: false);
        view.Select(5);

        view.Show(Tree(Task(1, "one", Task(4, "four", Task(6, "six"), Task(7, "seven")), Task(5, "five, renamed")), Task(2, "two"), Task(3, "three")));

        Assert.Equal([1, 4, 5, 2, 3], view.Ids());
        Assert.Equal("five, renamed", view.Selected?.Task.Title);
    }

    [Fact]
    public void New_tasks_are_fresh_and_in_sight_until_they_settle()
    {
        var view = Showing(Small());

        var come = view.Show(Tree(Task(1, "one", Task(4, "four", Task(6, "six")), Task(5, "five")), Task(2, "two", Task(8, "eight", Task(9, "nine"))), Task(3, "three")));

        Assert.Equal([8, 9], come);
        Assert.Equal([1, 4, 6, 5, 2, 8, 9, 3], view.Ids());
        Assert.Equal([8, 9], view.Rows.Where(view.IsFresh).Select(row => row.Id));
        view.Settle(come);
        Assert.DoesNotContain(view.Rows, view.IsFresh);
    }

    [Fact]
    public void A_choice_that_was_deleted_is_no_longer_one()
    {
        var view = Showing(Small());
        view.Select(3);

        view.Show(Tree(Task(1, "one"), Task(2, "two")));

        Assert.Null(view.Selected);
    }

    [Fact]
    public void The_filter_leaves_what_it_finds_and_what_is_above()
    {
        var view = Showing(Small());
        view.CloseAll();

        view.Filter = " SIX ";

        Assert.Equal([1, 4, 6], view.Ids());
        Assert.Equal(1, view.Found);
        view.Filter = "1.2";
        Assert.Equal([1, 5], view.Ids());
        view.Filter = "";
        Assert.Equal([1, 2, 3], view.Ids());
    }

    [Fact]
    public void Whatever_is_folded_a_row_stands_below_its_open_parent()
    {
        var trees = Gen.Recursive<List<PlanTaskNode>>((depth, self) =>
            depth > 4 ? Gen.Const(new List<PlanTaskNode>()) : self.Select(children => Task(0, "t", children)).List[0, 4]);
        trees.Select(Gen.Int[0, 60].HashSet[0, 30]).Sample((nodes, folded) =>
        {
            long next = 0;
            var view = Showing(Tree(Numbered(nodes, ref next)));
            foreach (var id in folded)
            {
                if (view.Tree!.Find(id) is { } entry) view.Toggle(entry);
            }

            var shown = view.Rows.ToHashSet();
            Assert.All(view.Tree!.Entries, entry => Assert.Equal(entry.Parent is null || (shown.Contains(entry.Parent) && view.IsOpen(entry.Parent)), shown.Contains(entry)));
        }, iter: 200);
    }

    private static List<PlanTaskNode> Numbered(IReadOnlyList<PlanTaskNode> nodes, ref long next)
    {
        var numbered = new List<PlanTaskNode>();
        foreach (var node in nodes)
        {
            var id = ++next;
            numbered.Add(Task(id, node.Title, Numbered(node.Children, ref next)));
        }

        return numbered;
    }
}
