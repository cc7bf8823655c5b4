using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Tree;

/// <summary>Fits a row of tasks to what was asked for: existing tasks, the hint, the least and the most.</summary>
public static class RowLimits
{
    /// <summary>Leaves out what is there already, and everything a hint does not want.</summary>
    public static void LeaveOut(TaskRow row, IReadOnlyList<string> existing, Hint hint)
    {
        row.RemoveAll(node => existing.Any(title => TitleLikeness.Near(node.Title, title)));
        row.RemoveAll(node => hint.Unwanted.Any(aspect => Hint.Mentions(node.Title, aspect)));
    }

    /// <summary>
    /// A task that speaks of a wanted aspect is told to mind it and is merged last; an aspect that nothing around speaks of gets a task
    /// of its own, "Consider: …".
    /// </summary>
    /// <param name="row">The tasks to come.</param>
    /// <param name="hint">The person's hint.</param>
    /// <param name="parent">The task that is broken down.</param>
    /// <param name="around">Titles already in the tree, where an aspect may have been taken care of.</param>
    public static void Mind(TaskRow row, Hint hint, Node parent, IReadOnlyList<string> around)
    {
        var chinese = parent.Brief.Language == Language.Chinese;
        foreach (var aspect in hint.Wanted)
        {
            var speaking = row.Entries.Where(entry => Hint.Mentions(entry.Node.Title, aspect)).ToList();
            if (speaking.Count == 0) speaking = [.. row.Entries.Where(entry => Hint.Mentions(entry.Node.Instruction, aspect))];
            foreach (var entry in speaking)
            {
                entry.IsKept = true;
                entry.Node = entry.Node with { Instruction = entry.Node.Instruction + (chinese ? $"特别注意：{aspect}。" : $" Mind especially: {aspect}.") };
            }

            if (speaking.Count > 0 || Hint.Mentions(parent.Title, aspect) || around.Any(text => Hint.Mentions(text, aspect))) continue;
            var node = OwnTask.Of(chinese ? $"考虑：{aspect}" : $"Consider: {aspect}", parent.Brief) with
            {
                Instruction = chinese
                    ? $"弄清“{aspect}”对这项工作意味着什么，列出由此要做的事，并写进相关任务。每件事都有了着落即为完成。"
                    : $"Find out what “{aspect}” means for this work and list what follows from it. Done when each point has been taken up in one of the other tasks.",
            };
            row.InsertFree(node);
            foreach (var entry in row.Entries.Where(entry => entry.Node == node)) entry.IsKept = true;
        }
    }

    /// <summary>
    /// Too few: tasks are replaced by their parts, the first with the most parts first; then closing tasks are added. The phases of
    /// a plan are cut on into the usual steps of their verbs, because a plan must have what was asked for; steps of steps only where nothing else is left.
    /// </summary>
    /// <returns>False when a task has fewer parts than are wanted: filler would not help anybody.</returns>
    public static bool FillTo(TaskRow row, int least, int most, Node parent, IReadOnlyList<string> existing)
    {
        var isPlan = parent.Title.Length == 0;
        Unfold(PartsOf, most);
        if (isPlan) Unfold(node => IsStep(node) ? [] : StepsOf(node), most);

        var about = parent.About.Length > 0 ? parent.About : parent.Brief.Subject;
        foreach (var rule in ClosingTasks.All)
        {
            if (row.Count >= least) break;
            var title = Wording.Title(rule.Title, parent.Brief, about);
            if (!IsTaken(title)) row.Append(new Node { Title = title, Instruction = Wording.Instruction(title, rule.Do, parent.Brief, about), Brief = parent.Brief });
        }

        // What is then too much is merged.
        if (isPlan) Unfold(StepsOf, int.MaxValue);
        return row.Count >= least;

        void Unfold(Func<Node, IReadOnlyList<Node>> partsOf, int limit)
        {
            while (row.Count < least)
            {
                var unfolding = row.Entries
                    .Select(entry => (Entry: entry, Parts: (IReadOnlyList<Node>)[.. partsOf(entry.Node).Where(part => !IsTaken(part.Title)).DistinctBy(part => TitleLikeness.Key(part.Title))]))
                    .Where(pair => pair.Parts.Count > 1 && row.Count - 1 + pair.Parts.Count <= limit)
                    .OrderByDescending(pair => pair.Parts.Count).FirstOrDefault();
                if (unfolding.Entry is null) return;
                row.Unfold(unfolding.Entry, unfolding.Parts);
            }
        }

        bool IsTaken(string title) =>
            row.Entries.Any(entry => TitleLikeness.Same(entry.Node.Title, title)) || existing.Any(other => TitleLikeness.Near(other, title));
    }

    // "Draft it: the letter": cutting that again would give steps of steps.
    private static bool IsStep(Node node) => node.Title.Contains(": ", StringComparison.Ordinal) || node.Title.Contains('：', StringComparison.Ordinal);

    private static IReadOnlyList<Node> PartsOf(Node node) => TaskTree.ChildrenOf(node);

    private static IReadOnlyList<Node> StepsOf(Node node) => TaskTree.ChildrenOf(node.HasChildren ? node : OwnTask.Of(node.Title, node.Brief));
}
