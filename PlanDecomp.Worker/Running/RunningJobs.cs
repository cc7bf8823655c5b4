using System.Collections.Concurrent;
using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Worker.Running;

/// <summary>The runs of this process, for wishes that come from outside.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<string, JobRunContext> _runs = [];

    public IDisposable Add(JobRunContext run)
    {
        _runs[run.Job.JobId] = run;
        return new Listed(_runs, run);
    }

    public bool Contains(string jobId) => _runs.ContainsKey(jobId);

    public void Cancel(string jobId)
    {
        if (_runs.TryGetValue(jobId, out var run)) run.Stop(JobStopReason.CancelRequested);
    }

    private sealed class Listed(ConcurrentDictionary<string, JobRunContext> runs, JobRunContext run) : IDisposable
    {
        // Only this very run: a later claim of the same job by this process has an entry of its own.
        public void Dispose() => runs.TryRemove(new(run.Job.JobId, run));
    }
}
