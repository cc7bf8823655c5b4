namespace PlanDecomp.Web.Proxy;

/// <summary>How long a read waits for one instance to begin its answer, as long as there is another one to ask.</summary>
/// <remarks>An instance that stands still takes connections and requests like any other: its kernel does.</remarks>
internal sealed class ReadPatience : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly CancellationToken _aborted;
    private readonly CancellationTokenSource _source;

    /// <param name="aborted">The reader has left.</param>
    public ReadPatience(CancellationToken aborted)
    {
        _aborted = aborted;
        _source = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _source.CancelAfter(Limit);
    }

    /// <summary>Stands in for the reader's own while the instance is asked.</summary>
    public CancellationToken Token => _source.Token;

    public bool RanOut => _source.IsCancellationRequested && !_aborted.IsCancellationRequested;

    /// <summary>The answer has begun: the rest of it may take as long as it needs.</summary>
    public void Answered() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose() => _source.Dispose();
}
