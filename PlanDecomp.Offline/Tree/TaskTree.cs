using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Tree;

/// <summary>
/// The tree the rules would build for a request. It is derived anew at every call, which is why a node can be found again by the
/// titles above it and nothing has to be remembered.
/// </summary>
public static class TaskTree
{
    /// <param name="brief">What was understood of the request.</param>
    /// <param name="ownItems">The parts a person listed in the request; they take the place of the template's phases.</param>
    public static Node Root(Brief brief, IReadOnlyList<string>? ownItems = null)
    {
        var root = new Node { Title = "", Instruction = "", Brief = brief, Parts = brief.Kind.Phases };
        if (ownItems is null) return root;
        var check = Fill(ClosingTasks.All[0], root, brief, null);
        return root with { Merged = [.. ownItems.Select(item => OwnTask.Of(item, brief) with { Beside = true }), check] };
    }

    /// <summary>The node under <paramref name="root"/> that the titles lead to; where a title is unknown, a person's own task is taken up.</summary>
    public static Node Walk(Node root, IEnumerable<string> titles)
    {
        var node = root;
        foreach (var title in titles) node = Find(node, title) ?? OwnTask.Of(title, node.Brief);
        return node;
    }

    /// <summary>The direct children, in order.</summary>
    public static IReadOnlyList<Node> ChildrenOf(Node node)
    {
        if (node.Merged.Count > 0) return node.Merged;
        if (node.Parts.Count > 0) return [.. node.Parts.SelectMany(rule => Fill(rule, node))];
        return node.Work is { } work ? [.. work.Steps.SelectMany(rule => Fill(rule, node))] : [];
    }

    private static Node? Find(Node under, string title)
    {
        var children = ChildrenOf(under);
        if (WholeTask.Is(title) && WholeTask.Of(under) is { } whole && TitleLikeness.Same(whole.Title, title)) return whole;
        var found = children.FirstOrDefault(child => TitleLikeness.Same(child.Title, title)) ?? FindMerged(children, title)
            ?? children.FirstOrDefault(child => TitleLikeness.Near(child.Title, title));
        if (found is not null) return found;
        // A task moved up, or set in the place of its parent.
        return children.Where(child => child.HasChildren).Select(child => Find(child, title)).FirstOrDefault(deeper => deeper is not null);
    }

    private static Node? FindMerged(IReadOnlyList<Node> children, string title)
    {
        if (!MergedTask.MayBe(title)) return null;
        for (var first = 0; first < children.Count; first++)
        {
            for (var last = first + 1; last < children.Count; last++)
            {
                var merged = MergedTask.Of([.. children.Skip(first).Take(last - first + 1)]);
                if (TitleLikeness.Same(merged.Title, title)) return merged;
            }
        }

        return null;
    }

    private static IEnumerable<Node> Fill(Rule rule, Node parent)
    {
        if (rule.Periods is not { } periods) return [Fill(rule, parent, parent.Brief, null)];
        var (unit, count) = PeriodsOf(parent.Brief.Facts.Duration, periods.DaysOnly);
        if (count == 0) return periods.Otherwise.Select(other => Fill(other, parent, parent.Brief, null));
        return Enumerable.Range(0, count).Select(index =>
            Fill(periods.Variants[VariantOf(index, count, periods)], parent, parent.Brief, (unit, index + 1, index + 1)));
    }

    private static Node Fill(Rule rule, Node parent, Brief brief, (PeriodUnit Unit, int First, int Last)? period)
    {
        var name = period is { } span ? Duration.Name(span.Unit, span.First, span.Last, brief.Language) : null;
        // Below a day or a week, the parts are that day's.
        name ??= parent.Period is { } above ? Duration.Name(above.Unit, above.First, above.Last, brief.Language) : null;
        var about = parent.About.Length > 0 ? parent.About : null;
        var title = Wording.Title(rule.Title, brief, about, name);
        return new Node
        {
            Title = title,
            Instruction = Wording.Instruction(title, rule.Do, brief, about, name),
            Brief = brief,
            Beside = rule.Beside,
            Parts = rule.Parts,
            Work = rule.Work,
            About = rule.Work is null ? "" : AboutOf(title, brief),
            Period = period,
        };
    }

    private static string AboutOf(string title, Brief brief)
    {
        var (_, found) = WorkReader.Read(title, brief.Language);
        if (!found.Any(char.IsLetterOrDigit)) found = brief.Subject;
        // No known verb: the title itself, in the middle of another one.
        if (found == title && title.Length > 1 && char.IsLower(title[1])) found = char.ToLowerInvariant(title[0]) + title[1..];
        return Shortener.To(found, 60);
    }

    private static (PeriodUnit Unit, int Count) PeriodsOf(Duration? duration, bool daysOnly) => duration switch
    {
        null => (PeriodUnit.Day, 0),
        { Unit: PeriodUnit.Day, Count: >= 2 and <= 14 } => (PeriodUnit.Day, duration.Count),
        { Unit: PeriodUnit.Day, Count: > 14 and <= 31 } when daysOnly => (PeriodUnit.Day, duration.Count),
        { Unit: PeriodUnit.Week, Count: <= 3 } when daysOnly => (PeriodUnit.Day, duration.Count * 7),
        _ when daysOnly => (PeriodUnit.Day, 0),
        { Unit: PeriodUnit.Day, Count: > 14 and <= 112 } => (PeriodUnit.Week, (duration.Count + 6) / 7),
        { Unit: PeriodUnit.Week, Count: >= 2 and <= 16 } => (PeriodUnit.Week, duration.Count),
        { Unit: PeriodUnit.Month, Count: 1 } => (PeriodUnit.Week, 4),
        { Unit: PeriodUnit.Month, Count: >= 2 and <= 12 } => (PeriodUnit.Month, duration.Count),
        { Unit: PeriodUnit.Year, Count: 1 } => (PeriodUnit.Month, 12),
        { Unit: PeriodUnit.Year, Count: >= 2 and <= 10 } => (PeriodUnit.Year, duration.Count),
        _ => (PeriodUnit.Day, 0),
    };

    // Days in the middle take turns; the stages of a longer stretch follow one another.
    private static int VariantOf(int index, int count, PeriodRule rule)
    {
        var (last, between) = (rule.Variants.Count - 1, rule.Variants.Count - 2);
        if (index == 0 || index == count - 1) return index == 0 ? 0 : last;
        if (between <= 0) return 0;
        return 1 + (rule.DaysOnly ? (index - 1) % between : (index - 1) * between / (count - 2));
    }
}
