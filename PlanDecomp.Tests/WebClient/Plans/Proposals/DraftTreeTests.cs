using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Plans.Proposals;

namespace PlanDecomp.Tests.WebClient.Plans.Proposals;

/// <summary>Drafts drawn on a tree of 1 to 3, of which 1 has 4 and 5, and 4 has 6.</summary>
public class DraftTreeTests
{
    [Fact]
    public void What_comes_stands_where_it_would_be_and_what_goes_where_it_is()
    {
        var draft = Draw(
            Added(-1, 1, 1, "new"), Removed(5, 1, 1, "five"), Moved(3, (null, 2), (-1, 0), "three"), Changed(2, (null, 1), (null, 1), "two", "TWO"));

        Assert.Equal(
            ["1 one", "1.1 four", "1.1.1 six", "1.2 five -", "1.2 new +", "1.2.1 three >", "2 TWO ~"],
            draft.Entries.Select(entry => $"{entry.Number} {entry.Title}{Mark(entry)}"));
        Assert.Equal(["3", "3"], [draft.Find(3)!.Level.ToString(System.Globalization.CultureInfo.InvariantCulture), draft.Find(6)!.Level.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [Fact]
    public void What_stays_below_a_task_that_goes_takes_its_place()
    {
        var draft = Draw(Removed(1, null, 0, "one"), Removed(4, 1, 0, "four"));

        Assert.Equal(["1 one -", "1.1 four -", "1 six", "2 five", "3 two", "4 three"], draft.Entries.Select(entry => $"{entry.Number} {entry.Title}{Mark(entry)}"));
        Assert.Equal((4, 1), (draft.Find(6)!.TakesPlaceOf!.Value, draft.Find(5)!.TakesPlaceOf!.Value));
        Assert.Null(draft.Find(2)!.TakesPlaceOf);
    }

    [Fact]
    public void Branches_of_which_nothing_changes_are_folded()
    {
        var draft = Draw(Changed(5, (1, 1), (1, 1), "five", "FIVE"));

        Assert.Equal(["one", "[2]", "FIVE", "[2]"], DraftRow.Of(draft, new HashSet<long>()).Select(Words));
        Assert.Equal(["one", "[2]", "four", "six", "FIVE", "[2]"], DraftRow.Of(draft, new HashSet<long> { 4 }).Select(Words));

        static string Words(DraftRow row) => row.IsFold ? $"[{row.Folded}]" : row.Entry.Title;
    }

    [Fact]
    public void Of_another_tree_only_what_the_draft_touches_is_drawn()
    {
        // 5 is gone meanwhile, and so is 9, below which one was to go.
        var tree = Trees.Tree(Trees.Task(1, "one", Trees.Task(4, "four")), Trees.Task(2, "two"));
        var draft = new DraftTree(tree, Proposal([Added(-1, 4, 0, "new"), Changed(5, (1, 1), (1, 1), "five", "FIVE"), Added(-2, 9, 0, "lost")]) with
        {
            ChangedSince = [new TreeDifference(5, "five", NodeChange.Removed)],
        });

        Assert.False(draft.IsUpToDate);
        Assert.Equal(["one 1", "four 2", "new 3", "FIVE 2", "lost 1"], draft.Entries.Select(entry => $"{entry.Title} {entry.Level}"));
    }

    [Fact]
    public void Tasks_that_were_moved_below_each_other_are_all_drawn()
    {
        // Meanwhile 1 was moved below 2; the draft moves 2 below 1.
        var tree = Trees.Tree(Trees.Task(2, "two", Trees.Task(1, "one")));
        var draft = new DraftTree(tree, Proposal([Moved(2, (null, 1), (1, 0), "two")]) with { ChangedSince = [new TreeDifference(1, "one", NodeChange.Moved)] });

        Assert.Equal([1L, 2L], draft.Entries.Select(entry => entry.Id).Order());
    }

    [Fact]
    public void The_tree_that_comes_of_it_has_new_tasks_and_none_that_go()
    {
        var draft = Draw(Added(-1, 1, 0, "new"), Removed(3, null, 2, "three"));

        var tree = draft.ToAcceptedTree(new Plan { PlanId = 1, Title = "plan", CreatedAt = default, UpdatedAt = default });

        Assert.Equal(["1 one", "1.1 new", "1.2 four", "1.2.1 six", "1.3 five", "2 two"], tree.Entries.Select(entry => $"{entry.Number} {entry.Task.Title}"));
    }

    [Fact]
    public void A_task_is_chosen_with_the_new_ones_above_it_and_left_with_what_stands_below_it()
    {
        var draft = Draw(Added(-1, 1, 2, "stage"), Added(-2, -1, 0, "step"), Moved(3, (null, 2), (-1, 1), "three"), Removed(2, null, 1, "two"));
        var choice = new DraftChoice(draft);
        Assert.True(choice.IsAll);

        Assert.Equal([-2L, 3L], choice.Set(draft.Find(-1)!, chosen: false).Select(entry => entry.Id).Order());
        Assert.Equal([2L], choice.Nodes);
        Assert.Equal([-1L], choice.Set(draft.Find(3)!, chosen: true).Select(entry => entry.Id));
        Assert.Equal([-1L, 2L, 3L], choice.Nodes);
        Assert.Equal([-2L], choice.Set(draft.Find(-1)!, chosen: false).Concat(choice.Set(draft.Find(-1)!, chosen: true)).Select(entry => entry.Id).Where(id => id == -2).Distinct());
        Assert.True(choice.IsAll);
    }

    [Fact]
    public void What_follows_from_a_choice_is_known()
    {
        var draft = Draw(Removed(1, null, 0, "one"), Removed(4, 1, 0, "four"), Added(-1, null, 3, "new"), Added(-2, null, 4, "newer") with { After = Content(null, 4, "newer", -1) });
        var choice = new DraftChoice(draft);
        Assert.True(choice.MovesUp(draft.Find(5)!));
        Assert.Empty(choice.WaitsInVain(draft.Find(-2)!));

        choice.Set(draft.Find(-1)!, chosen: false);
        choice.Set(draft.Find(4)!, chosen: false);
        Assert.Equal([-1L], choice.WaitsInVain(draft.Find(-2)!).Select(entry => entry.Id));
        Assert.True(choice.MovesUp(draft.Find(4)!));

        choice.Set(draft.Find(1)!, chosen: false);
        Assert.False(choice.MovesUp(draft.Find(4)!));
        Assert.False(choice.MovesUp(draft.Find(5)!));
    }

    private static DraftTree Draw(params ProposalNode[] nodes) => new(Trees.Small(), Proposal(nodes));

    private static ProposalDetail Proposal(ProposalNode[] nodes) => new()
    {
        ProposalId = 1,
        PlanId = 1,
        JobId = "job",
        Operation = "redo",
        Title = "plan",
        Status = ProposalStatus.Open,
        CreatedAt = default,
        NodeCount = nodes.Length,
        Nodes = nodes,
    };

    private static string Mark(DraftEntry entry) => entry.Node?.Change switch
    {
        NodeChange.Added => " +",
        NodeChange.Removed => " -",
        NodeChange.Moved => " >",
        NodeChange.Changed => " ~",
        _ => "",
    };

    private static ProposalNode Added(long id, long? parentId, int position, string title) =>
        new() { TaskId = id, Change = NodeChange.Added, After = Content(parentId, position, title) };

    private static ProposalNode Removed(long id, long? parentId, int position, string title) =>
        new() { TaskId = id, Change = NodeChange.Removed, Before = Content(parentId, position, title) };

    private static ProposalNode Moved(long id, (long? ParentId, int Position) from, (long? ParentId, int Position) to, string title) => new()
    {
        TaskId = id,
        Change = NodeChange.Moved,
        Before = Content(from.ParentId, from.Position, title),
        After = Content(to.ParentId, to.Position, title),
    };

    private static ProposalNode Changed(long id, (long? ParentId, int Position) from, (long? ParentId, int Position) to, string before, string after) => new()
    {
        TaskId = id,
        Change = NodeChange.Changed,
        Before = Content(from.ParentId, from.Position, before),
        After = Content(to.ParentId, to.Position, after),
    };

    private static TaskContent Content(long? parentId, int position, string title, params long[] dependsOn) =>
        new() { ParentId = parentId, Position = position, Title = title, DependsOn = dependsOn };
}
