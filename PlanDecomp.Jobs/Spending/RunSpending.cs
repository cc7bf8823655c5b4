using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.Spending;

/// <summary>Counts what one run, or one reply, uses for its account: as it comes, and without holding it up.</summary>
/// <remarks>
/// Invariant: what is noted is written once. A write that fails is added to the next one; what is left is written by <see cref="DisposeAsync"/>.
/// A process that dies loses what was noted since its last write, a moment's worth.
/// </remarks>
public sealed partial class RunSpending(SpendingStore store, string owner, decimal? dayLimit, ILogger logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Spent _seen = Spent.Nothing;
    private Spent _waiting = Spent.Nothing;
    private Task _writing = Task.CompletedTask;
    private decimal _today;

    /// <summary>What the account may spend in a day; null for anything.</summary>
    public decimal? DayLimit => dayLimit;

    /// <summary>As of the newest figures.</summary>
    public bool IsDayUsedUp
    {
        get
        {
            lock (_gate) return _today >= dayLimit;
        }
    }

    /// <summary>Begins with what is counted already.</summary>
    /// <param name="before">Of a job, by its attempts before, and by those it goes on from.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task BeginAsync(JobStats? before, CancellationToken ct)
    {
        _seen = Spent.Of(before);
        if (dayLimit is null) return;
        try
        {
            _today = (await store.TodayAsync(owner, ct)).Cost;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException)
        {
            // The first write tells.
            LogNotCounted(e.Message);
        }
    }

    /// <summary>The figures of a job as they stand now. They may come out of their order: the greatest counts, once.</summary>
    public void Note(JobStats stats)
    {
        lock (_gate)
        {
            var more = Spent.Of(stats).Beyond(_seen);
            _seen += more;
            Add(more);
        }
    }

    /// <summary>One call more.</summary>
    public void Note(Spent call)
    {
        lock (_gate) Add(call);
    }

    public async ValueTask DisposeAsync()
    {
        Task writing;
        lock (_gate) writing = _writing;
        await writing;
        lock (_gate)
        {
            if (!_waiting.IsNothing) _writing = WriteAsync();
            writing = _writing;
        }

        await writing;
    }

    private void Add(Spent more)
    {
        if (more.IsNothing) return;
        _waiting += more;
        _today += more.Cost;

        // That a call has begun is told with what it has used.
        if (more.Tokens > 0 && _writing.IsCompleted) _writing = Task.Run(WriteAsync);
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            Spent now;
            lock (_gate)
            {
                (now, _waiting) = (_waiting, Spent.Nothing);
                if (now.IsNothing) return;
            }

            try
            {
                var today = await store.AddAsync(owner, now, CancellationToken.None);
                lock (_gate) _today = today.Cost + _waiting.Cost;
            }
            catch (Exception e) when (e is System.Data.Common.DbException or IOException)
            {
                LogNotCounted(e.Message);
                lock (_gate) _waiting += now;
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "What was used of the language model cannot be counted for now: {Reason}")]
    private partial void LogNotCounted(string reason);
}
