namespace PlanDecomp.Web.Client.Chat;

/// <summary>Gathers what would be drawn word by word into one drawing every 80 ms.</summary>
internal sealed class RenderPace : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(80);

    private readonly Timer _timer;
    private int _isAsked;

    /// <param name="draw">Called on any thread.</param>
    public RenderPace(Func<Task> draw) => _timer = new Timer(_ =>
    {
        Volatile.Write(ref _isAsked, 0);
        _ = draw();
    });

    public void Ask()
    {
        if (Interlocked.Exchange(ref _isAsked, 1) == 0) _timer.Change(Beat, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
