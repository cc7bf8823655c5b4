using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>Reads a job, and tries again for as long as it cannot be read.</summary>
internal sealed class JobLoader(FollowedJob job, TimeProvider time)
{
    private readonly RetrySchedule _tries = new();
    private readonly Pause _pause = new(time);

    public async Task LoadAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await job.RefreshAsync(ct);
                _tries.Reset();
                return;
            }
            catch (ApiException e)
            {
                var pause = _tries.Next();
                job.Say(pause is null ? JobLogConnection.ReadOnly : JobLogConnection.Reconnecting, e);
                await _pause.WaitAsync(pause ?? FollowTimes.Probe, ct);
            }
        }
    }

    /// <summary>There is reason to try again at once.</summary>
    /// <param name="byReader">A person wants it: all tries are open again.</param>
    public void TryAgain(bool byReader)
    {
        if (byReader) _tries.Reset();
        _pause.CutShort();
    }
}
