// A task's move is stored with the checkpoint and the line that tells of it.
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Worker.Execution;

internal sealed partial class ExecuteRun
{
    private static readonly TaskEnd.Failed Deleted = new("The task was deleted while it was worked on.");

    /// <summary>Commits moves together with the checkpoint and what there is to tell, then lets the walk go on from them.</summary>
    private async Task CommitAsync(IReadOnlyList<TaskMove> moves)
    {
        // Not cancelled: the answer is paid for, and a commit is short. That tasks are about to be worked on is no progress.
        var ends = await _job.CommitAsync(
            run =>
            {
                var ended = Apply(run, _plans.WritesIn(run), moves);
                run.Checkpoint = (Walk.ToCheckpoint(_budget.Usage, ended) with { By = _job.Job.JobId }).Write();
                return ended;
            },
            checkpoint: null, isProgress: moves.Any(move => move.To is null), CancellationToken.None);
        _plans.Forget();
        foreach (var (id, end) in ends) Walk.End(id, end);
    }

    /// <returns>The ends that tasks have come to.</returns>
    private List<(long TaskId, TaskEnd End)> Apply(RunTransaction run, IPlanWrites plan, IReadOnlyList<TaskMove> moves)
    {
        var ends = new List<(long, TaskEnd)>();
        foreach (var move in moves)
        {
            var (end, line) = (move.End, move.Line);
            if (move.To is { } to) plan.MoveTask(move.TaskId, to.Status, to.Error);
            if (move.Ending is { } ending)
            {
                var status = plan.EndTask(ending, Describe);
                if (move.Done is { } done) (end, line) = status is { } reached ? done(reached) : (Deleted, move.LineWhenGone!);
            }

            if (end is not null) ends.Add((move.TaskId, end));
            if (line is not null) run.Tell(line);
        }

        return ends;
    }
}
