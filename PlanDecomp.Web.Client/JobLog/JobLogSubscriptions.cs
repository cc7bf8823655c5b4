using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog.Following;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>The jobs that this tab follows. Open a subscription after the first render only: prerendering must start nothing.</summary>
public sealed class JobLogSubscriptions : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Followed> _followed = [];
    private readonly JobsClient _jobs;
    private readonly TimeProvider _time;
    private readonly PageReturn _pageReturn;
    private readonly SharedStream _stream;

    internal JobLogSubscriptions(ApiClient api, JobsClient jobs, PageReturn pageReturn, TimeProvider time, ILogger<JobLogSubscriptions> logger)
    {
        (_jobs, _pageReturn, _time) = (jobs, pageReturn, time);
        _stream = new SharedStream(new LogStreamClient(api), time, logger);
        _stream.Over += job => _ = FollowAsync(job);
        _pageReturn.Returned += OnReturned;
    }

    /// <summary>Follows a job: what is known is in the subscription at once, the rest comes with its <c>Changed</c>.</summary>
    /// <param name="jobId">Which job.</param>
    /// <param name="expectType">The type it must have; null takes any.</param>
    public JobLogSubscription Open(string jobId, string? expectType = null)
    {
        _pageReturn.Start();
        Followed? isNew = null;
        JobLogSubscription reader;

        // Invariant: a job is found and joined under the lock under which it is dropped when its last reader leaves.
        lock (_gate)
        {
            if (!_followed.TryGetValue(jobId, out var followed))
            {
                var job = new FollowedJob(jobId, _jobs, _time);
                _followed.Add(jobId, isNew = followed = new Followed(job, new JobLoader(job, _time)));
                job.ReadersChanged += OnReadersChanged;
                job.RetryWanted += () => TryAgain(followed, byReader: true);
            }

            reader = new JobLogSubscription(followed.Job, expectType);
            followed.Job.Join(reader);
        }

        if (isNew is not null) _ = FollowAsync(isNew.Job);
        return reader;
    }

    public void Dispose()
    {
        _pageReturn.Returned -= OnReturned;
        _stream.Dispose();
        Followed[] all;
        lock (_gate)
        {
            all = [.. _followed.Values];
            _followed.Clear();
        }

        foreach (var followed in all) followed.Dispose();
    }

    /// <summary>Loads a job, and hands it to the stream unless there is nothing more to come.</summary>
    private async Task FollowAsync(FollowedJob job)
    {
        if (Find(job) is not { } followed) return;
        try
        {
            if (!job.Missing) await followed.Loader.LoadAsync(followed.Closing.Token);
        }
        catch (OperationCanceledException) when (followed.Closing.IsCancellationRequested)
        {
            // The last reader has left.
            return;
        }

        followed.IsLoaded = true;
        Settle(job);
    }

    private void Settle(FollowedJob job)
    {
        if (job.Missing || job.IsComplete) job.Say(JobLogConnection.Ended);
        else if (job.IsWanted) _stream.Join(job);
    }

    private void OnReadersChanged(FollowedJob job)
    {
        Followed? followed;
        bool isLeft;
        lock (_gate)
        {
            if (!_followed.TryGetValue(job.JobId, out followed) || followed.Job != job) return;
            isLeft = !job.HasReaders;
            if (isLeft) _followed.Remove(job.JobId);
        }

        if (isLeft)
        {
            _stream.Leave(job);
            followed.Dispose();
        }
        else if (followed.IsLoaded)
        {
            if (!job.IsWanted) _stream.Leave(job);
            else if (job.Connection != JobLogConnection.Ended) Settle(job);
        }
    }

    private void OnReturned()
    {
        Followed[] all;
        lock (_gate) all = [.. _followed.Values];
        foreach (var followed in all) TryAgain(followed, byReader: false);
    }

    private void TryAgain(Followed followed, bool byReader)
    {
        followed.Loader.TryAgain(byReader);
        _stream.TryAgain(byReader);
    }

    private Followed? Find(FollowedJob job)
    {
        lock (_gate) return _followed.TryGetValue(job.JobId, out var followed) && followed.Job == job ? followed : null;
    }

    private sealed class Followed(FollowedJob job, JobLoader loader) : IDisposable
    {
        public FollowedJob Job => job;

        public JobLoader Loader => loader;

        public CancellationTokenSource Closing { get; } = new();

        /// <summary>Its readers may come and go between here and the stream.</summary>
        public volatile bool IsLoaded;

        public void Dispose()
        {
            Closing.Cancel();
            job.Dispose();
        }
    }
}
