using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans;

/// <summary>The plan a page shows: its tree, read again whenever it may have changed.</summary>
/// <remarks>All calls come from the page's renderer, one after the other.</remarks>
public sealed class OpenPlan(PlansClient plans, TimeProvider time, long planId) : IDisposable
{
    // A decomposition or an execution logs something every few milliseconds; the tree is read once for all of it.
    // One of thousands takes long: the page must have time for its reader in between, so the pause is that much longer than the reading.
    private const int PauseOfReading = 3;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    // Longer than the fading in of a new row.
    private static readonly TimeSpan FreshTime = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _closed = new();
    private Task _reading = Task.CompletedTask;
    private bool _readAgain;
    private bool _readSoon;
    private TimeSpan _readingTook;

    public long PlanId => planId;

    public TreeView View { get; } = new();

    /// <summary>Why the latest reading failed; null when it did not.</summary>
    public ApiException? Fault { get; private set; }

    /// <summary>There is no such plan (any more).</summary>
    public bool IsGone => Fault?.Fault == ApiFault.NotFound;

    public event Action? Changed;

    /// <summary>Reads the tree now; one that is being read already is read once more, for it may be too old.</summary>
    public Task ReadAsync()
    {
        _readAgain = true;
        if (_reading.IsCompleted) _reading = ReadUntilFreshAsync();
        return _reading;
    }

    /// <summary>Reads the tree in a moment, once for all calls until then.</summary>
    public async Task ReadSoonAsync()
    {
        if (_readSoon) return;
        _readSoon = true;
        try
        {
            var pause = TimeSpan.FromTicks(Math.Clamp(PauseOfReading * _readingTook.Ticks, ShortestPause.Ticks, LongestPause.Ticks));
            await Task.Delay(pause, time, _closed.Token);
            _readSoon = false;
            await ReadAsync();
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    private async Task ReadUntilFreshAsync()
    {
        var ct = _closed.Token;
        while (_readAgain && !ct.IsCancellationRequested)
        {
            _readAgain = false;
            var started = time.GetTimestamp();
            try
            {
                var come = View.Show(new TaskTree(await plans.ReadTreeAsync(planId, ct)));
                _readingTook = time.GetElapsedTime(started);
                Fault = null;
                if (come.Count > 0) _ = SettleAsync(come, ct);
            }
            catch (ApiException e)
            {
                Fault = e;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }

            Changed?.Invoke();
        }
    }

    private async Task SettleAsync(IReadOnlyList<long> tasks, CancellationToken ct)
    {
        await Task.Delay(FreshTime, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (ct.IsCancellationRequested) return;
        View.Settle(tasks);
        Changed?.Invoke();
    }
}
