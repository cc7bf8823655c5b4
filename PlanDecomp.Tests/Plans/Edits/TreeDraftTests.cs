using CsCheck;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Edits;

namespace PlanDecomp.Tests.Plans.Edits;

public sealed class TreeDraftTests
{
    [Fact]
    public void Edits_add_remove_change_and_move()
    {
        var draft = Draft("a(a1 a2) b c");
        var dropped = draft.Apply(
        [
            new(-1) { Title = "new", Place = new(Id("a"), 1) },
            new(-2) { Title = "below new", Place = new(-1, 0), DependsOn = [Id("b")] },
            new(Id("b")) { Title = "B" },
            new(Id("c")) { Place = new(null, 0) },
            new(Id("a2")) { Remove = true },
        ]);

        Assert.Empty(dropped);
        Assert.Equal("c a(a1 new(below new)) B", Draw(draft));
        Assert.Equal([Id("b")], draft.ToSnapshot().Tasks[-2].DependsOn);
        Assert.Null(draft.FindFault());
    }

    [Fact]
    public void What_stands_below_a_removed_task_takes_its_place()
    {
        var draft = Draft("a b(b1 b2(b21)) c");

        draft.Apply([new(Id("b")) { Remove = true }, new(Id("b2")) { Remove = true }]);

        Assert.Equal("a b1 b21 c", Draw(draft));
    }

    [Fact]
    public void An_edit_that_fits_no_more_is_dropped_with_its_reason()
    {
        var draft = Draft("a b");

        var dropped = draft.Apply(
        [
            new(99) { Title = "gone" },
            new(-1) { Title = "orphan", Place = new(98, 0) },
            new(-2) { Title = "orphan's child", Place = new(-1, 0) },
            new(Id("b")) { Place = new(97, 0), Title = "B" },
            new(-3) { Title = "nowhere" },
        ]);

        Assert.Equal([99L, -3, -1, -2, Id("b")], dropped.Select(edit => edit.TaskId));
        Assert.Equal("a B", Draw(draft));
    }

    [Fact]
    public void A_task_does_not_go_below_itself()
    {
        var draft = Draft("a(a1(a11)) b");

        var dropped = draft.Apply([new(Id("a")) { Place = new(Id("a11"), 0) }]);

        Assert.Equal([Id("a")], dropped.Select(edit => edit.TaskId));
        Assert.Equal("a(a1(a11)) b", Draw(draft));
    }

    [Fact]
    public void Two_tasks_can_change_places_above_and_below()
    {
        var draft = Draft("a(b(c))");

        Assert.Empty(draft.Apply([new(Id("b")) { Place = new(null, 0) }, new(Id("a")) { Place = new(Id("b"), 0) }]));

        Assert.Equal("b(a c)", Draw(draft));
    }

    [Fact]
    public void A_dependency_on_what_is_removed_goes_with_it()
    {
        var draft = Draft("a b c");
        draft.Apply([new(Id("c")) { DependsOn = [Id("a"), Id("b"), 77] }]);
        draft.Apply([new(Id("a")) { Remove = true }]);

        Assert.Equal([Id("b")], draft.ToSnapshot().Tasks[Id("c")].DependsOn);
    }

    [Fact]
    public void A_circle_is_named()
    {
        var draft = Draft("a b(b1) c");
        draft.Apply([new(Id("a")) { DependsOn = [Id("b")] }, new(Id("b1")) { DependsOn = [Id("a")] }]);

        Assert.Contains("\"a\"", draft.FindFault(), StringComparison.Ordinal);
        Assert.Contains("\"b1\"", draft.FindFault(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_edits_lose_a_task_that_none_of_them_removes()
    {
        var edit = Gen.Select(Gen.Int[0, 3], Gen.Long[-3, 9], Gen.Long[-3, 9], Gen.Int[0, 4]);
        edit.Array[1, 8].Sample(random =>
        {
            var before = Snapshot("a(a1 a2(a21)) b(b1(b11 b12)) c");
            var edits = random.DistinctBy(e => e.Item2).Where(e => e.Item2 != 0).Select(e => (e.Item1 == 0 && e.Item2 > 0) switch
            {
                true => new TaskEdit(e.Item2) { Remove = true },
                false => new TaskEdit(e.Item2) { Title = "x", Place = new TaskPlace(e.Item3 == 0 ? null : e.Item3, e.Item4) },
            }).ToList();
            var draft = new TreeDraft(before);

            var dropped = draft.Apply(edits);

            var after = draft.ToSnapshot();
            var removed = edits.Where(e => e.Remove).Select(e => e.TaskId);
            Assert.Equal(
                before.Tasks.Keys.Except(removed).Concat(edits.Where(e => e.IsNew).Select(e => e.TaskId).Except(dropped.Select(d => d.TaskId))).Order(),
                after.Tasks.Keys.Order());
            Assert.All(after.Tasks.GroupBy(t => t.Value.ParentId), siblings => Assert.Equal(Enumerable.Range(0, siblings.Count()), siblings.Select(t => t.Value.Position).Order()));
            Assert.Equal(after.Tasks.Count, Names(draft).Count);
        }, iter: 2_000, threads: 1);
    }

    private static readonly string[] Order = ["a", "a1", "a2", "a21", "b", "b1", "b11", "b12", "c", "b2", "b21"];

    private static long Id(string name) => Array.IndexOf(Order, name) + 1;

    private static TreeDraft Draft(string text) => new(Snapshot(text));

    /// <summary>Reads <c>a(a1 a2) b</c>.</summary>
    private static TreeSnapshot Snapshot(string text)
    {
        var tasks = new Dictionary<long, TaskContent>();
        var open = new Stack<long?>([null]);
        var name = "";
        long? last = null;
        foreach (var c in text + " ")
        {
            if (char.IsLetterOrDigit(c))
            {
                name += c;
                continue;
            }

            if (name.Length > 0)
            {
                last = Id(name);
                tasks.Add(last.Value, new TaskContent { Title = name, ParentId = open.Peek(), Position = tasks.Values.Count(t => t.ParentId == open.Peek()) });
                name = "";
            }

            if (c == '(') open.Push(last);
            else if (c == ')') open.Pop();
        }

        return new TreeSnapshot("plan", "", tasks);
    }

    private static List<long> Names(TreeDraft draft)
    {
        var tree = draft.ToSnapshot();
        var reached = new List<long>();
        var open = new Queue<long?>([null]);
        while (open.TryDequeue(out var parent))
        {
            foreach (var (id, _) in tree.Tasks.Where(task => task.Value.ParentId == parent))
            {
                reached.Add(id);
                open.Enqueue(id);
            }
        }

        return reached;
    }

    private static string Draw(TreeDraft draft)
    {
        var tree = draft.ToSnapshot();
        return Level(null);

        string Level(long? parent) => string.Join(' ', tree.Tasks.Where(task => task.Value.ParentId == parent).OrderBy(task => task.Value.Position)
            .Select(task => Level(task.Key) is { Length: > 0 } below ? $"{task.Value.Title}({below})" : task.Value.Title));
    }
}
