using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
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
}
