using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Worker.Planning;

internal sealed partial class DecomposeRun
{
    /// <summary>The tree, the run's own commits included.</summary>
    /// <param name="anew">With what others have written since the last commit.</param>
    private async Task<PlanOutline> ReadAsync(bool anew = false)
    {
        await _reading.WaitAsync(CancellationToken.None);
        try
        {
            if (anew) _target.Forget();
            return await _target.ReadAsync(CancellationToken.None);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task CommitAsync() => await CommitAsync(_ => true, last: null, createdNow: 0);

    private async Task<T> CommitAsync<T>(Func<RunTransaction, T> work, LastExpansion? last, int createdNow)
    {
        var checkpoint = CheckpointAt(_budget.Created + createdNow, last);
        // Not cancelled: the answer is paid for, and a commit is short.
        var result = await _job.CommitAsync(
            run =>
            {
                var done = work(run);
                foreach (var line in _telling) run.Tell(line);
                return done;
            },
            checkpoint.Write(), CancellationToken.None);
        _telling.Clear();
        await _reading.WaitAsync(CancellationToken.None);
        _target.Forget();
        _reading.Release();
        return result;
    }

    private DecomposeCheckpoint CheckpointAt(int created, LastExpansion? last) => Walk.ToCheckpoint(_budget.Usage, created, last) with { By = _job.Job.JobId };
}
