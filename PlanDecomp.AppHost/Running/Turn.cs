namespace PlanDecomp.AppHost.Running;

/// <summary>One at a time stops or starts services: a rebuilt index must not be written past by one that was started meanwhile.</summary>
internal sealed class Turn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <returns>To be disposed when the turn is over.</returns>
    public async Task<IDisposable> TakeAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Taken(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Taken(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
