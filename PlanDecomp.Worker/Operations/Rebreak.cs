using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Breaks a task, or the plan, down anew, with a hint. What is below it goes, but for locked tasks with all that is below and above them.</summary>
internal sealed class Rebreak : IPlanOperation
{
    private const string Step = "children";

    public OperationDescriptor Operation => TaskOperations.Rebreak;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        var children = run.Outline.ChildrenOf(run.Target?.TaskId);
        var below = OperationRun.Below(children);
        var kept = Kept(run, below);
        var keptChildren = children.Where(child => kept.Contains(child.TaskId)).ToList();
        var level = (run.Target?.Depth ?? 0) + 1;
        if (level > PlanLimits.Depth) throw new JobFailedException($"A plan has at most {PlanLimits.Depth} levels.");
        var room = run.Params.MaxChildren - keptChildren.Count;
        if (room < 1) throw new JobFailedException($"All {run.Params.MaxChildren} children that max_children allows are locked: raise it, or lock fewer.");

        var removed = below.Where(task => !kept.Contains(task.TaskId)).Select(task => new TaskEdit(task.TaskId) { Remove = true }).ToList();
        var request = Request(run, removed, keptChildren, level, room);
        var plan = await run.PlanAsync(Step, request, ct);
        if (plan.Children.Count == 0)
        {
            throw new JobFailedException($"The planner sees no way to break \"{run.Title}\" down{(keptChildren.Count > 0 ? " beside what is locked" : "")}; it is as it was.");
        }

        return new OperationDraft([.. removed, .. plan.Children.Select((child, i) => new TaskEdit(-1 - i)
        {
            Title = child.Title,
            Instruction = child.Instruction,
            Place = new TaskPlace(run.Target?.TaskId, keptChildren.Count + i),
            DependsOn = child.DependsOn.Count > 0 ? [.. child.DependsOn.Select(index => -1L - index)] : null,
        })]);
    }

    private static HashSet<long> Kept(OperationRun run, List<PlanTaskNode> below)
    {
        var ids = below.Select(task => task.TaskId).ToHashSet();
        var kept = new HashSet<long>();
        foreach (var locked in run.Params.Locked)
        {
            if (!ids.Contains(locked)) throw new JobFailedException($"Task {locked} is to stay, but it is not below \"{run.Title}\".");
            kept.UnionWith(OperationRun.Below([run.Outline.Find(locked)!]).Select(task => task.TaskId));
            kept.UnionWith(run.Outline.AncestorsOf(locked).Select(task => task.TaskId).Where(ids.Contains));
        }

        return kept;
    }

    private static NodeRequest Request(OperationRun run, List<TaskEdit> removed, List<PlanTaskNode> keptChildren, int level, int room)
    {
        // In the outline the planner must not see what goes: it would take it for work that is done elsewhere.
        var without = new TreeDraft(run.MadeAgainst);
        without.Apply(removed);
        var outline = run.OutlineOf(without.ToSnapshot());
        var target = run.Target;
        var gone = removed.Select(edit => edit.TaskId).ToHashSet();
        var most = Math.Min(room, run.Params.MaxChildren);
        return NodeRequest.Of(outline, target is null ? null : outline.Find(target.TaskId), run.Params.Hint) with
        {
            Today = run.Today,
            ExistingChildren = [.. keptChildren.Select(child => child.Title)],
            ReplacedChildren = [.. run.Outline.ChildrenOf(target?.TaskId).Where(child => gone.Contains(child.TaskId)).Select(child => TaskSketch.Of(child, run.Outline))],
            ChildLevel = level,
            MinChildren = Math.Clamp(run.Params.MinChildren - keptChildren.Count, 1, most),
            MaxChildren = most,
        };
    }
}
