using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Worker.Outlines;

namespace PlanDecomp.Worker.Planning;

/// <summary>Adds a decomposition's tasks to the plan's tree; all of them are one change set.</summary>
internal sealed class TreeTarget(PlanReader plans, Job job, ChangeRecorder recorder, TimeProvider time) : IDecomposeTarget
{
    private string _title = "";

    public async Task<PlanOutline> ReadAsync(CancellationToken ct)
    {
        var outline = await plans.ReadAsync(ct);
        _title = job.TargetTaskId is { } id ? outline.Find(id)?.Title ?? _title : outline.Plan.Title;
        return outline;
    }

    public void Forget() => plans.Forget();

    public int CountChildren(DbConnection connection, long? parentId) => PlanTaskWrites.CountChildren(connection, parentId);

    public IReadOnlyList<PlanTask> AddChildren(DbConnection connection, long? parentId, IReadOnlyList<NewTask> children)
    {
        var now = time.GetUtcNow();
        return recorder.RecordOfJob(
            connection, job.JobId, now, () => PlanTaskWrites.AddChildren(connection, plans.PlanId, parentId, children, job.JobId, now), _ => Describe(connection)).Result;
    }

    private NewChange Describe(DbConnection connection)
    {
        var created = connection.ExecuteScalar<int>("SELECT count(*) FROM tasks WHERE created_by_job = @JobId", new { job.JobId });
        return NewChange.Create(
            ChangeKind.PlanDecomposed, $"Broke down \"{_title}\" into {created} {(created == 1 ? "task" : "tasks")}",
            ("task_id", job.TargetTaskId), ("title", _title), ("created", created));
    }
}
