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
            checkpoint: null, isProgress: moves.Any(move => move.End is not null), CancellationToken.None);
        _plans.Forget();
        foreach (var (id, end) in ends) Walk.End(id, end);
    }

    /// <returns>The ends that tasks have come to.</returns>
    private static List<(long TaskId, TaskEnd End)> Apply(RunTransaction run, IPlanWrites plan, IReadOnlyList<TaskMove> moves)
    {
        var ends = new List<(long, TaskEnd)>();
        foreach (var move in moves)
        {
            var isThere = move switch
            {
                { Result: { } result } => plan.CompleteTask(result),
                { To: { } to } => plan.MoveTask(move.TaskId, to.Status, to.Error),
                _ => true,
            };
            var (end, line) = !isThere && move.End is { IsGood: true } ? (Deleted, move.LineWhenGone) : (move.End, move.Line);
            if (end is not null) ends.Add((move.TaskId, end));
            if (line is not null) run.Tell(line);
        }

        return ends;
    }
}
