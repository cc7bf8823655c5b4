namespace PlanDecomp.Web.Client.Plans.Proposals;

/// <summary>A line of the drawn draft: a task, or a fold that holds tasks of which nothing changes.</summary>
/// <param name="Entry">The task; of a fold its first.</param>
/// <param name="Folded">How many tasks the fold holds; 0 for a task.</param>
/// <param name="IsOpen">The fold's tasks are drawn below it.</param>
public sealed record DraftRow(DraftEntry Entry, int Folded, bool IsOpen = false)
{
    public bool IsFold => Folded > 0;

    /// <summary>The lines of a draft, top to bottom.</summary>
    /// <param name="tree">The draft.</param>
    /// <param name="unfolded">The folds that are open, by the ids of their first tasks.</param>
    public static IReadOnlyList<DraftRow> Of(DraftTree tree, IReadOnlySet<long> unfolded)
    {
        var rows = new List<DraftRow>();
        Add(tree.Top);
        return rows;

        void Add(IReadOnlyList<DraftEntry> siblings)
        {
            for (var i = 0; i < siblings.Count; i++)
            {
                if (siblings[i].IsTouched)
                {
                    rows.Add(new DraftRow(siblings[i], 0));
                    Add(siblings[i].Children);
                    continue;
                }

                var first = i;
                while (i + 1 < siblings.Count && !siblings[i + 1].IsTouched) i++;
                var run = siblings.Skip(first).Take(i - first + 1);
                var isOpen = unfolded.Contains(siblings[first].Id);
                rows.Add(new DraftRow(siblings[first], run.Sum(entry => entry.TaskCount), isOpen));
                if (isOpen) rows.AddRange(run.SelectMany(entry => entry.WithBelow()).Select(entry => new DraftRow(entry, 0)));
            }
        }
    }
}
