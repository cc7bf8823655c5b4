using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Edits;

namespace PlanDecomp.Plans.Proposals;

/// <summary>Draws a proposal on the tree it was made against.</summary>
internal static class ProposalDiff
{
    public static IReadOnlyList<ProposalNode> Draw(TreeSnapshot madeAgainst, IReadOnlyList<StoredEdit> edits)
    {
        var draft = new TreeDraft(madeAgainst);
        draft.Apply(edits.Select(stored => stored.Edit));
        var after = draft.ToSnapshot();

        // Without its removals the changed tree has a place for every node.
        var whole = new TreeDraft(madeAgainst);
        whole.Apply(edits.Select(stored => stored.Edit).Where(edit => !edit.Remove));
        var order = InOrder(whole.ToSnapshot()).Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        return [.. edits.OrderBy(stored => order.GetValueOrDefault(stored.Edit.TaskId, -1)).Select(stored => Node(stored, madeAgainst, after))];
    }

    private static ProposalNode Node(StoredEdit stored, TreeSnapshot before, TreeSnapshot after)
    {
        var id = stored.Edit.TaskId;
        var (old, now) = (ContentOf(before, id), stored.Edit.Remove ? null : ContentOf(after, id));
        return new ProposalNode
        {
            TaskId = id,
            Change = stored.Edit.IsNew ? NodeChange.Added
                : stored.Edit.Remove ? NodeChange.Removed
                : old is not null && now is not null && TreeDifferences.SaysTheSame(old, now) && (stored.Edit.Place is not null || old.ParentId != now.ParentId) ? NodeChange.Moved
                : NodeChange.Changed,
            Before = old,
            After = now,
            Reason = stored.Edit.Reason,
            IsEdited = stored.IsEdited,
            IsAccepted = stored.IsAccepted,
        };
    }

    private static TaskContent? ContentOf(TreeSnapshot tree, long id) => id == TaskEdit.Plan
        ? new TaskContent { Title = tree.Title, Instruction = tree.Description }
        : tree.Tasks.GetValueOrDefault(id);

    private static IEnumerable<long> InOrder(TreeSnapshot tree)
    {
        var children = tree.Tasks.ToLookup(task => task.Value.ParentId ?? TaskEdit.Plan);
        var open = new Stack<long>([TaskEdit.Plan]);
        while (open.TryPop(out var id))
        {
            yield return id;
            foreach (var child in children[id].OrderByDescending(task => task.Value.Position)) open.Push(child.Key);
        }
    }
}
