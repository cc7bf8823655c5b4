// Where no stream can be had: the jobs are asked for.
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Following;

internal sealed partial class SharedStream
{
    /// <summary>Asks for the jobs every few seconds, until it is time to try the stream again.</summary>
    private async Task PollAsync()
    {
        // From here on, one try at a time: a stream that fails again must not keep the reader waiting.
        _opens.UseUp();
        if (_connection != JobLogConnection.ReadOnly) Say(JobLogConnection.Polling);
        var began = time.GetTimestamp();
        while (Members.Length > 0)
        {
            TimeSpan pause;
            if (await PollOnceAsync())
            {
                _polls.Reset();
                Say(JobLogConnection.Polling);
                pause = FollowTimes.PollEvery;
            }
            else if (_polls.Next() is { } next)
            {
                pause = next;
            }
            else
            {
                Say(JobLogConnection.ReadOnly, _failure);
                await _pause.WaitAsync(FollowTimes.Probe, _closing.Token);
                return;
            }

            if (await _pause.WaitAsync(pause, _closing.Token) || time.GetElapsedTime(began) >= FollowTimes.BackToStream) return;
        }
    }

    /// <summary>The jobs for which the one stream has no room.</summary>
    private async Task PollRestAsync(FollowedJob[] jobs, CancellationToken ct)
    {
        if (jobs.Length == 0) return;
        try
        {
            while (true)
            {
                await Task.Delay(FollowTimes.PollEvery, time, ct);
                await RefreshAllAsync(jobs, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The stream ended; who is polled next is decided anew.
        }
    }

    private Task<bool> PollOnceAsync() => RefreshAllAsync(Members, _closing.Token);

    /// <returns>False when the server could not be asked; <see cref="_failure"/> says why.</returns>
    private async Task<bool> RefreshAllAsync(FollowedJob[] jobs, CancellationToken ct)
    {
        try
        {
            await RefreshAsync(jobs, ct);
            return true;
        }
        catch (ApiException e)
        {
            _failure = e;
            return false;
        }
    }

    private async Task RefreshAsync(FollowedJob[] jobs, CancellationToken ct)
    {
        foreach (var job in jobs)
        {
            if (job.IsComplete || job.Missing) continue;
            await job.RefreshAsync(ct);
            if (job.IsComplete || job.Missing) Release(job);
        }
    }
}
