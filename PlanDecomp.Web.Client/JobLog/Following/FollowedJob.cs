// Step 6 of a log line's way: what the browser knows of one job.
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>A job that this tab follows, whatever the number of its readers: what is known of it, and how that grows.</summary>
/// <remarks>
/// Lines come from the stream, from polling and from a reader's refresh, side by side. All meet in one rule: a line enters if and
/// only if its number is the next; what is missing before it is read first.
/// </remarks>
internal sealed partial class FollowedJob : IDisposable
{
    /// <summary>Lines of the first answer: what a panel draws.</summary>
    public const int FirstLines = 200;

    private const int PageLines = 1_000;

    private readonly Lock _gate = new();
    private readonly LineWindow _window = new();
    private readonly Queue<JobLogEntry> _arrived = [];
    private readonly List<JobLogSubscription> _readers = [];
    private readonly JobsClient _jobs;
    private readonly ChangeBatch _changes;
    private JobLogConnection _connection;
    private ApiException? _failure;
    private Job? _job;
    private bool _missing;
    private bool _telling;

    public FollowedJob(string jobId, JobsClient jobs, TimeProvider time)
    {
        JobId = jobId;
        _jobs = jobs;
        _changes = new ChangeBatch(time, FollowTimes.Batch, TellChanged);
    }

    /// <summary>A reader wants to try again at once.</summary>
    public event Action? RetryWanted;

    /// <summary>A reader came or left.</summary>
    public event Action<FollowedJob>? ReadersChanged;

    public string JobId { get; }

    public Job? Job
    {
        get { lock (_gate) return _job; }
    }

    public IReadOnlyList<JobLogEntry> Lines
    {
        get { lock (_gate) return _window.Lines; }
    }

    public bool HasOlder
    {
        get { lock (_gate) return _window.HasOlder && !_window.IsFull; }
    }

    public bool Missing
    {
        get { lock (_gate) return _missing; }
    }

    public ApiException? Failure
    {
        get { lock (_gate) return _failure; }
    }

    public JobLogConnection Connection
    {
        get { lock (_gate) return _missing ? JobLogConnection.Ended : _connection; }
    }

    /// <summary>The number of the newest line here.</summary>
    public long Cursor
    {
        get { lock (_gate) return _window.Last; }
    }

    /// <summary>There is a reader who takes the job as it is.</summary>
    public bool IsWanted
    {
        get { lock (_gate) return _readers.Exists(reader => !reader.TypeMismatch); }
    }

    public bool HasReaders
    {
        get { lock (_gate) return _readers.Count > 0; }
    }

    /// <summary>The job has ended, and every line is here.</summary>
    public bool IsComplete
    {
        get { lock (_gate) return _job is { } job && job.Status.IsTerminal() && _window.Last >= job.LastSeq; }
    }

    public void Join(JobLogSubscription reader)
    {
        lock (_gate) _readers.Add(reader);
        ReadersChanged?.Invoke(this);
    }

    public void Leave(JobLogSubscription reader)
    {
        lock (_gate)
        {
            if (!_readers.Remove(reader)) return;
        }

        ReadersChanged?.Invoke(this);
    }

    public void Retry() => RetryWanted?.Invoke();

    public void Say(JobLogConnection connection, ApiException? failure = null)
    {
        lock (_gate)
        {
            if (_connection == connection && _failure == failure) return;
            (_connection, _failure) = (connection, failure);
        }

        _changes.Signal();
    }

    /// <summary>Reads the job and all lines after the cursor.</summary>
    /// <exception cref="ApiException">It could not be read. A job that is not there is no error: <see cref="Missing"/> says so.</exception>
    public async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            var cursor = Cursor;
            var known = Job is not null;
            var snapshot = await _jobs.FindAsync(JobId, known ? 0 : FirstLines, ct);

            // Invariant: the cursor's line was stored before it came here. A job that has not come so far has lost it.
            if (known && snapshot.LastSeq < cursor)
            {
                known = false;
                snapshot = await _jobs.FindAsync(JobId, FirstLines, ct);
            }

            if (known) Update(snapshot);
            else Restart(snapshot);
            if (snapshot.LastSeq > Cursor) await FillAsync(snapshot.LastSeq, ct);
        }
        catch (ApiException e) when (e.Fault == ApiFault.NotFound)
        {
            SetMissing();
        }

        _changes.Signal();
    }

    /// <summary>Takes what the stream brought. Returns true when it was a new line.</summary>
    /// <exception cref="ApiException">Missing lines before it could not be read.</exception>
    public async ValueTask<bool> TakeAsync(JobStreamEvent e, CancellationToken ct)
    {
        var isNew = false;
        if (e.Event is { } line)
        {
            var fate = Take(line);
            if (fate == LineFate.TooEarly)
            {
                await FillAsync(line.Seq - 1, ct);
                fate = Take(line);
            }

            isNew = fate == LineFate.Taken;
        }

        lock (_gate)
        {
            // A line that was here before tells of a status that is older than what is known.
            if (_job is { } job && (isNew || e.Event is null) && !job.Status.IsTerminal())
            {
                var started = job.StartedAt ?? (e.Status == JobStatus.Running ? e.Event?.Timestamp : null);
                _job = job with { Status = e.Status, Stats = e.Stats ?? job.Stats, StartedAt = started, LastSeq = Math.Max(job.LastSeq, _window.Last) };
            }
        }

        _changes.Signal();
        return isNew;
    }

    /// <summary>The stream begins anew after a number: what is here is thrown away.</summary>
    public void TakeReset(JobStreamReset reset)
    {
        lock (_gate)
        {
            _window.Restart(reset.After, removed: reset.After);
            if (reset.RemovedAt is { } at && _job is { } job) _job = job with { LogRemoved = new LogRemoval(reset.After, at) };
        }

        _changes.Signal();
    }

    public void SetMissing()
    {
        lock (_gate) _missing = true;
        _changes.Signal();
    }

    /// <summary>Loads lines before those that are here. Returns false when there are none, or no more are kept.</summary>
    /// <exception cref="ApiException">They could not be read.</exception>
    public async Task<bool> LoadOlderAsync(int count, CancellationToken ct)
    {
        long before;
        lock (_gate)
        {
            if (!_window.HasOlder || _window.IsFull) return false;
            before = _window.First;
        }

        var page = await _jobs.ReadLogAsync(JobId, new LogPageFilter { Before = before, Limit = Math.Min(count, PageLines) }, ct);
        int added;
        lock (_gate)
        {
            added = _window.PutInFront(page.Entries);
            if (!page.HasOlder && _window.First <= (page.Entries.Count > 0 ? page.Entries[0].Seq : before)) _window.ReachedStart();
        }

        _changes.Signal();
        return added > 0;
    }

    public void Dispose() => _changes.Dispose();

    private LineFate Take(JobLogEntry line)
    {
        LineFate fate;
        lock (_gate)
        {
            fate = _window.Take(line);
            if (fate == LineFate.Taken) _arrived.Enqueue(line);
        }

        if (fate == LineFate.Taken) TellArrived();
        return fate;
    }

    private async Task FillAsync(long upTo, CancellationToken ct)
    {
        while (Cursor is var after && after < upTo)
        {
            var page = await _jobs.ReadLogAsync(JobId, new LogPageFilter { After = after, Limit = PageLines }, ct);
            if (page.Entries.Count == 0 || page.Entries[0].Seq > after + 1)
            {
                // Lines were removed on the server. The hole is not papered over: the window begins after it.
                lock (_gate)
                {
                    var next = page.Entries.Count > 0 ? page.Entries[0].Seq : upTo + 1;
                    if (_window.Last < next - 1) _window.Restart(next - 1, removed: next - 1);
                }
            }

            foreach (var line in page.Entries) Take(line);
        }
    }

    private void Restart(JobSnapshot snapshot)
    {
        lock (_gate)
        {
            _job = snapshot with { Logs = [] };
            var first = snapshot.Logs.Count > 0 ? snapshot.Logs[0].Seq : snapshot.LastSeq + 1;
            _window.Restart(first - 1, removed: snapshot.Logs.Count > 0 ? snapshot.LogRemoved?.Through ?? 0 : snapshot.LastSeq);
            foreach (var line in snapshot.Logs) _window.Take(line);
        }
    }

    private void Update(JobSnapshot snapshot)
    {
        lock (_gate)
        {
            // Asked before the stream brought the end, answered after.
            if (_job is { } job && job.Status.IsTerminal() && !snapshot.Status.IsTerminal()) return;
            _job = snapshot with { Logs = [] };
        }
    }
}
