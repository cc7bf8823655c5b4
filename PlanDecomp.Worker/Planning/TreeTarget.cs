using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Worker.Outlines;

namespace PlanDecomp.Worker.Planning;

/// <summary>Adds a decomposition's tasks to the plan's tree; all of them are one change set.</summary>
internal sealed class TreeTarget(PlanReader plans, Job job) : IDecomposeTarget
{
    private string _title = "";

    public async Task<PlanOutline> ReadAsync(CancellationToken ct)
    {
        var outline = await plans.ReadAsync(ct);
        _title = job.TargetTaskId is { } id ? outline.Find(id)?.Title ?? _title : outline.Plan.Title;
        return outline;
    }

    public void Forget() => plans.Forget();

    public int CountChildren(RunTransaction run, long? parentId) => plans.WritesIn(run).CountChildren(parentId);

    public IReadOnlyList<PlanTask> AddChildren(RunTransaction run, long? parentId, IReadOnlyList<NewTask> children) =>
        plans.WritesIn(run).AddChildren(parentId, children, created => NewChange.Create(
            ChangeKind.PlanDecomposed, $"Broke down \"{_title}\" into {created} {(created == 1 ? "task" : "tasks")}",
            ("task_id", job.TargetTaskId), ("title", _title), ("created", created)));

    public string? Link(RunTransaction run, IReadOnlyList<TaskEdit> edits)
    {
        var writes = plans.WritesIn(run);
        var before = writes.ReadTree();
        var tree = new TreeDraft(before);
        var dropped = tree.Apply(edits);
        if (dropped.Count > 0 || tree.FindFault() is not null) return "The plan was changed meanwhile.";
        writes.SaveTree(before, tree.ToSnapshot(), edits, NewChange.Create(
            ChangeKind.PlanLinked, $"Linked the tasks of \"{_title}\"", ("task_id", job.TargetTaskId), ("title", _title), ("changes", edits.Count)));
        return null;
    }
}
