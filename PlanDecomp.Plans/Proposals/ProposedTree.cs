using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Edits;

namespace PlanDecomp.Plans.Proposals;

/// <summary>A plan's tree, and the same with the new tasks of a proposal in it.</summary>
public sealed record ProposedTree(PlanTree Tree, PlanTree WithProposed)
{
    internal static PlanTree Add(PlanTree tree, IReadOnlyList<TaskEdit> edits, string jobId)
    {
        var added = edits.Where(edit => edit.IsNew && edit.Place is not null).ToLookup(edit => edit.Place!.ParentId ?? TaskEdit.Plan);
        return added.Count == 0 ? tree : tree with { Tasks = [.. tree.Tasks.Select(With), .. New(TaskEdit.Plan, 1)] };

        PlanTaskNode With(PlanTaskNode task) => task with { Children = [.. task.Children.Select(With), .. New(task.TaskId, task.Depth + 1)] };

        IEnumerable<PlanTaskNode> New(long parentId, int depth) => added[parentId].Select(edit => new PlanTaskNode
        {
            TaskId = edit.TaskId,
            PlanId = tree.Plan.PlanId,
            ParentId = edit.Place!.ParentId,
            Position = edit.Place.Position,
            Depth = depth,
            Title = edit.Title ?? "",
            Instruction = edit.Instruction ?? "",
            DependsOn = edit.DependsOn ?? [],
            CreatedByJob = jobId,
            CreatedAt = tree.Plan.UpdatedAt,
            UpdatedAt = tree.Plan.UpdatedAt,
            Children = [.. New(edit.TaskId, depth + 1)],
        });
    }
}
