namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>Tells of changes at most once in a while: the first at once, the rest together.</summary>
internal sealed class ChangeBatch(TimeProvider time, TimeSpan interval, Action tell) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _resting;
    private bool _pending;
    private bool _disposed;

    public void Signal()
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (_resting)
            {
                _pending = true;
                return;
            }

            Rest();
        }

        tell();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Rest()
    {
        _resting = true;
        if (_timer is null) _timer = time.CreateTimer(_ => Rested(), null, interval, Timeout.InfiniteTimeSpan);
        else _timer.Change(interval, Timeout.InfiniteTimeSpan);
    }

    private void Rested()
    {
        lock (_gate)
        {
            _resting = false;
            if (!_pending || _disposed) return;
            _pending = false;
            Rest();
        }

        tell();
    }
}
