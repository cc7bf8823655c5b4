using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog.Following;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>One reader's view of a job and its log, kept up to date until it is disposed.</summary>
/// <remarks>
/// Readers of one job share what is loaded, and all readers of the tab share one stream. Events may come on any thread;
/// components go through <c>InvokeAsync</c>.
/// </remarks>
public sealed class JobLogSubscription : IDisposable
{
    private readonly FollowedJob _followed;

    internal JobLogSubscription(FollowedJob followed, string? expectType)
    {
        _followed = followed;
        ExpectType = expectType;
    }

    /// <summary>Something of what follows here has changed; at most every 100 ms.</summary>
    public event Action? Changed;

    /// <summary>A new line, in order and once. Lines that were there when the subscription was opened are in <see cref="Lines"/> only.</summary>
    public event Action<JobLogEntry>? LineArrived;

    public string JobId => _followed.JobId;

    /// <summary>The type the job must have; null takes any.</summary>
    public string? ExpectType { get; }

    /// <summary>The job as last heard of; null until it is loaded.</summary>
    public Job? Job => _followed.Job;

    /// <summary>Null until the job is loaded.</summary>
    public JobStatus? Status => _followed.Job?.Status;

    /// <summary>The newest lines without gaps, oldest first. A new list with every change.</summary>
    public IReadOnlyList<JobLogEntry> Lines => _followed.Lines;

    /// <summary>The job was removed or never there, or is another's.</summary>
    public bool Missing => _followed.Missing;

    /// <summary>The job is not of <see cref="ExpectType"/>; its log is not followed.</summary>
    public bool TypeMismatch => ExpectType is not null && Job is { } job && job.JobType != ExpectType;

    public JobLogConnection Connection => TypeMismatch ? JobLogConnection.Ended : _followed.Connection;

    /// <summary>Why nothing could be had, when <see cref="Connection"/> is <see cref="JobLogConnection.ReadOnly"/>.</summary>
    public ApiException? Failure => _followed.Failure;

    /// <summary>Lines before <see cref="Lines"/> are on the server, and there is room for them.</summary>
    public bool HasOlder => _followed.HasOlder;

    /// <summary>Tries at once, where the page had given up.</summary>
    public void Retry() => _followed.Retry();

    /// <summary>Reads the job anew, whatever the stream says.</summary>
    /// <exception cref="ApiException">It could not be read.</exception>
    public Task RefreshAsync(CancellationToken ct) => _followed.RefreshAsync(ct);

    /// <summary>Loads lines before <see cref="Lines"/> and puts them in front.</summary>
    /// <returns>False when there are none, or no more are kept.</returns>
    /// <exception cref="ApiException">They could not be read.</exception>
    public Task<bool> LoadOlderAsync(int count, CancellationToken ct) => _followed.LoadOlderAsync(count, ct);

    public void Dispose() => _followed.Leave(this);

    internal void RaiseChanged() => Changed?.Invoke();

    internal void RaiseLineArrived(JobLogEntry line) => LineArrived?.Invoke(line);
}
