namespace PlanDecomp.Worker.Running;

/// <summary>A run's place among those a worker runs at once. Given up while the run only waits for others, and at its end.</summary>
/// <param name="places">The worker's; one of them has been taken for this run.</param>
/// <param name="onLeave">Tells the worker that there is room.</param>
/// <param name="onReturn">Tells the worker that the run is back.</param>
internal sealed class WorkerPlace(SemaphoreSlim places, Action onLeave, Action? onReturn = null) : IDisposable
{
    private bool _isTaken = true;

    public void Leave()
    {
        if (!_isTaken) return;
        _isTaken = false;
        places.Release();
        onLeave();
    }

    public async Task ReturnAsync(CancellationToken ct)
    {
        if (_isTaken) return;
        await places.WaitAsync(ct);
        _isTaken = true;
        onReturn?.Invoke();
    }

    public void Dispose() => Leave();
}
