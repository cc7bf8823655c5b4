using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>A job that this tab follows, whatever the number of its readers.</summary>
internal sealed class FollowedJob(string jobId, JobsClient jobs)
{
    public string JobId => jobId;

    public Job? Job { get; private set; }

    public IReadOnlyList<JobLogEntry> Lines { get; private set; } = [];

    public bool Missing { get; private set; }

    public JobLogConnection Connection { get; private set; }

    public ApiException? Failure { get; private set; }

    public void Retry() => Connection = JobLogConnection.Loading;

    public async Task RefreshAsync(CancellationToken ct)
    {
        var snapshot = await jobs.FindAsync(jobId, 200, ct);
        (Job, Lines) = (snapshot, snapshot.Logs);
    }

    public Task<bool> LoadOlderAsync(int count, CancellationToken ct) => Task.FromResult(count < Lines.Count);

    public void Leave(JobLogSubscription reader) => Connection = JobLogConnection.Ended;
}
