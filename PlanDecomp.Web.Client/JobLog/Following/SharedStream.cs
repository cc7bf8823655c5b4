// Step 6 of a log line's way: the tab's one connection, and what takes its place.
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>
/// Keeps all jobs of the tab that have not ended up to date: by one stream; where none can be had, by polling; where that fails
/// too, not at all until there is reason to try again.
/// </summary>
internal sealed partial class SharedStream(LogStreamClient client, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<FollowedJob> _members = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly Pause _pause = new(time);
    private readonly RetrySchedule _opens = new();
    private readonly RetrySchedule _polls = new();
    private JobLogConnection _connection = JobLogConnection.Connecting;
    private long _lastFrame;
    private ApiException? _failure;
    private CancellationTokenSource? _reopen;
    private ITimer? _debounce;
    private Task? _following;

    /// <summary>A job that was followed needs no more following: it has ended or is gone.</summary>
    public event Action<FollowedJob>? Over;

    public void Join(FollowedJob job)
    {
        lock (_gate)
        {
            if (_closing.IsCancellationRequested || _members.Contains(job)) return;
            _members.Add(job);

            // Invariant: _following falls only under the lock that saw no member left, so no member is forgotten.
            if (_following is null) Start();
            else ReopenSoon();
        }

        job.Say(_connection, _failure);
    }

    public void Leave(FollowedJob job)
    {
        lock (_gate)
        {
            if (_members.Remove(job)) ReopenSoon();
        }
    }

    /// <summary>There is reason to try again at once.</summary>
    /// <param name="byReader">A person wants it: all tries are open again, and the page says that it tries.</param>
    public void TryAgain(bool byReader)
    {
        if (byReader)
        {
            _opens.Reset();
            _polls.Reset();
            if (_connection != JobLogConnection.Streaming) Say(JobLogConnection.Reconnecting);
        }

        _pause.CutShort();

        // A machine that slept, or changed its network, has a stream that looks open and brings nothing.
        if (_connection == JobLogConnection.Streaming && time.GetElapsedTime(Volatile.Read(ref _lastFrame)) > FollowTimes.PingOverdue) Reopen();
    }

    public void Dispose()
    {
        _closing.Cancel();
        lock (_gate) _debounce?.Dispose();
    }

    private FollowedJob[] Members
    {
        get { lock (_gate) return [.. _members]; }
    }

    private void Start()
    {
        _connection = JobLogConnection.Connecting;
        _opens.Reset();
        _polls.Reset();
        _following = FollowWhileWantedAsync();
    }

    private async Task FollowWhileWantedAsync()
    {
        // Away from whoever joined: nothing of this runs under their lock.
        await Task.Yield();
        try
        {
            while (true)
            {
                lock (_gate)
                {
                    if (_members.Count == 0)
                    {
                        _following = null;
                        return;
                    }
                }

                await FollowAsync();
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The tab closes.
        }
    }

    private async Task FollowAsync()
    {
        var (end, retryAfter) = await StreamAsync();
        if (end == StreamEnd.Reopened || Members.Length == 0) return;
        if (end != StreamEnd.Held && _opens.Next(retryAfter) is { } pause)
        {
            if (_connection != JobLogConnection.ReadOnly) Say(JobLogConnection.Reconnecting);
            await _pause.WaitAsync(pause, _closing.Token);
        }
        else
        {
            await PollAsync();
        }
    }

    /// <summary>Opens the stream and reads it until it ends.</summary>
    private async Task<(StreamEnd End, TimeSpan RetryAfter)> StreamAsync()
    {
        FollowedJob[] all;
        CancellationTokenSource reopen;
        lock (_gate)
        {
            all = [.. _members];
            reopen = _reopen = new CancellationTokenSource();
        }

        using var silence = new CancellationTokenSource(FollowTimes.OpenPatience, time);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, reopen.Token, silence.Token);
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cut.Token);
        var streamed = all.Take(LogStreamClient.MaxJobs).ToArray();
        var polled = PollRestAsync(all[streamed.Length..], rest.Token);
        var (began, alive) = (time.GetTimestamp(), false);
        var retryAfter = TimeSpan.Zero;
        try
        {
            using var stream = await client.OpenAsync(streamed, cut.Token);
            if (stream is not null)
            {
                await foreach (var frame in stream.ReadAsync(cut.Token))
                {
                    silence.CancelAfter(FollowTimes.Silence);
                    Volatile.Write(ref _lastFrame, time.GetTimestamp());
                    if (!alive) Say(JobLogConnection.Streaming);
                    alive = true;
                    retryAfter = stream.RetryAfter;
                    await TakeAsync(streamed, frame, cut.Token);
                }

                if (time.GetElapsedTime(began) >= FollowTimes.Healthy) _opens.Reset();
            }

            // Ended by the server: the jobs are at their end, or this instance of the server stops.
            await RefreshAsync(streamed, cut.Token);
            return (StreamEnd.Cut, retryAfter);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (reopen.IsCancellationRequested)
        {
            return (StreamEnd.Reopened, retryAfter);
        }
        catch (OperationCanceledException)
        {
            return (alive ? StreamEnd.Cut : StreamEnd.Held, retryAfter);
        }
        catch (ApiException e) when (e.Fault == ApiFault.NotFound)
        {
            // None of the jobs is there any more: each says so itself.
            return (await PollOnceAsync() ? StreamEnd.Cut : StreamEnd.Held, retryAfter);
        }
        catch (Exception e)
        {
            // Whatever it is, the reader's log must go on: by the next stream, or by polling.
            if (e is not (ApiException or HttpRequestException or IOException or JsonException)) LogUnexpected(e);
            _failure = e as ApiException;
            if (alive && time.GetElapsedTime(began) >= FollowTimes.Healthy) _opens.Reset();
            return (StreamEnd.Cut, retryAfter);
        }
        finally
        {
            lock (_gate) _reopen = null;
            reopen.Dispose();
            await rest.CancelAsync();
            await polled;
        }
    }

    private async ValueTask TakeAsync(FollowedJob[] streamed, StreamFrame frame, CancellationToken ct)
    {
        switch (frame)
        {
            case StreamFrame.Event { Data: var e } when Find(e.JobId) is { } job:
                if (await job.TakeAsync(e, ct)) _opens.Reset();
                if (e.Status.IsTerminal()) Release(job);
                break;
            case StreamFrame.Reset { Data: var reset } when Find(reset.JobId) is { } job:
                job.TakeReset(reset);
                break;
            case StreamFrame.Gone { JobId: var id } when Find(id) is { } job:
                job.SetMissing();
                Release(job);
                break;
        }

        FollowedJob? Find(string id) => Array.Find(streamed, job => job.JobId == id);
    }

    /// <summary>A member that has ended: the server knows it, so the stream goes on as it is.</summary>
    private void Release(FollowedJob job)
    {
        lock (_gate)
        {
            if (!_members.Remove(job)) return;
        }

        Over?.Invoke(job);
    }

    private void Say(JobLogConnection connection, ApiException? failure = null)
    {
        _connection = connection;
        if (connection is JobLogConnection.Streaming or JobLogConnection.Polling) _failure = null;
        foreach (var (n, job) in Members.Index())
        {
            job.Say(connection == JobLogConnection.Streaming && n >= LogStreamClient.MaxJobs ? JobLogConnection.Polling : connection, failure);
        }
    }

    private void ReopenSoon()
    {
        _debounce ??= time.CreateTimer(_ => Reopen(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _debounce.Change(FollowTimes.Debounce, Timeout.InfiniteTimeSpan);
    }

    private void Reopen()
    {
        // Async: what hangs on the token must not run under the lock.
        lock (_gate) _ = _reopen?.CancelAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The log stream broke in a way that was not foreseen; it is opened again")]
    private partial void LogUnexpected(Exception exception);

    private enum StreamEnd
    {
        /// <summary>It ended, broke, or was refused.</summary>
        Cut,

        /// <summary>Nothing came of it in time: something on the way holds it back.</summary>
        Held,

        /// <summary>The set of jobs has changed.</summary>
        Reopened,
    }
}
