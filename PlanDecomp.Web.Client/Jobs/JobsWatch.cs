using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>Knows the account's active jobs, whatever page is open, and notices when one ends.</summary>
/// <remarks>Asks the list of jobs: often while one is active or a page wants it, rarely otherwise.</remarks>
public sealed class JobsWatch(JobsClient jobs, TimeProvider time) : IDisposable
{
    /// <summary>Between two looks while a page shows the count, or the server is away.</summary>
    public static readonly TimeSpan HastyPause = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks while a job is active.</summary>
    public static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks while none is, in a tab that is seen.</summary>
    public static readonly TimeSpan IdlePause = TimeSpan.FromSeconds(30);

    /// <summary>Between two looks while none is, in a tab that is not.</summary>
    public static readonly TimeSpan HiddenPause = TimeSpan.FromMinutes(2);

    private const int MostListed = 200;

    private readonly CancellationTokenSource _stopped = new();

    // Told of once; and one that a page still takes for running is not taken up again.
    private readonly HashSet<string> _over = [];

    private CancellationTokenSource _awake = new();
    private bool _started;
    private bool _visible = true;
    private bool _failed;
    private int _hasty;

    /// <summary>Queued and running jobs, newest first.</summary>
    public IReadOnlyList<JobSummary> Active { get; private set; } = [];

    /// <summary>There may be more active jobs than <see cref="Active"/> has.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The first answer has come.</summary>
    public bool IsKnown { get; private set; }

    /// <summary><see cref="Active"/> has other jobs, or a job of it another status.</summary>
    public event Action? Changed;

    /// <summary>A job that was active has ended.</summary>
    public event Action<JobSummary>? Ended;

    /// <summary>Whether the tab is seen. One that comes back is brought up to date at once.</summary>
    public bool IsVisible
    {
        get => _visible;
        set
        {
            var returns = value && !_visible;
            _visible = value;
            if (returns) Look();
        }
    }

    /// <summary>Begins; after the first render only, for a prerendered page asks nothing. More calls do nothing.</summary>
    public void Start()
    {
        if (_started) return;
        _started = true;
        _ = RunAsync(_stopped.Token);
    }

    /// <summary>Takes a look now: something was started that this page does not know yet.</summary>
    public void Look() => _awake.Cancel();

    /// <summary>A job that a page has started or come across: it counts from now on, if it is active.</summary>
    public void Add(Job job)
    {
        if (job.Status.IsTerminal() || _over.Contains(job.JobId) || Active.Any(known => known.JobId == job.JobId)) return;
        Active = [Summary(job), .. Active];
        Changed?.Invoke();
        Look();
    }

    /// <summary>Looks more often until the result is disposed.</summary>
    public IDisposable Hasten()
    {
        _hasty++;
        Look();
        return new Haste(this);
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _stopped.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await LookAsync(ct);
                _failed = false;
            }
            catch (ApiException)
            {
                // The banner says it. The next look, soon, is also how the pages notice that the server is back.
                _failed = true;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }

            await RestAsync(ct);
        }
    }

    private async Task RestAsync(CancellationToken ct)
    {
        using (var wake = CancellationTokenSource.CreateLinkedTokenSource(_awake.Token, ct))
        {
            var pause = (_hasty > 0 || _failed) && _visible ? HastyPause : Active.Count > 0 ? BusyPause : _visible ? IdlePause : HiddenPause;
            await Task.Delay(pause, time, wake.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (!_awake.IsCancellationRequested) return;
        _awake.Dispose();
        _awake = new CancellationTokenSource();
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var before = Active;

        // In this order: a job that a worker claims between the two answers is in both, not in none.
        var queued = await jobs.ListAsync(new JobListFilter { Status = JobStatus.Queued, Limit = MostListed }, ct);
        var running = await jobs.ListAsync(new JobListFilter { Status = JobStatus.Running, Limit = MostListed }, ct);
        var active = running.Jobs.Concat(queued.Jobs).DistinctBy(job => job.JobId).ToDictionary(job => job.JobId);
        HasMore = queued.NextCursor is not null || running.NextCursor is not null;

        var ended = new List<JobSummary>();
        foreach (var job in before.Where(job => !active.ContainsKey(job.JobId)))
        {
            if (await FindAsync(job.JobId, ct) is not { } now) continue;
            if (now.Status.IsTerminal()) ended.Add(now);
            else active.Add(now.JobId, now);
        }

        // One that was added while this look was under way is too new for its answers.
        foreach (var job in Active.Except(before)) active.TryAdd(job.JobId, job);

        var isNews = !IsKnown || active.Count != Active.Count || Active.Any(job => !active.TryGetValue(job.JobId, out var now) || now.Status != job.Status);
        IsKnown = true;
        Active = [.. active.Values.OrderByDescending(job => job.CreatedAt)];
        if (isNews) Changed?.Invoke();
        foreach (var job in ended.Where(job => _over.Add(job.JobId))) Ended?.Invoke(job);
    }

    private async Task<JobSummary?> FindAsync(string jobId, CancellationToken ct)
    {
        try
        {
            return Summary(await jobs.FindAsync(jobId, lines: 0, ct));
        }
        catch (ApiException e) when (e.Fault == ApiFault.NotFound)
        {
            // Removed with its plan.
            return null;
        }
    }

    internal static JobSummary Summary(Job job) => new()
    {
        JobId = job.JobId,
        JobType = job.JobType,
        Mode = job.Mode,
        PlanId = job.PlanId,
        TargetTaskId = job.TargetTaskId,
        Status = job.Status,
        ParentJobId = job.ParentJobId,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
    };

    private sealed class Haste(JobsWatch watch) : IDisposable
    {
        private bool _over;

        public void Dispose()
        {
            if (!_over) watch._hasty--;
            _over = true;
        }
    }
}
