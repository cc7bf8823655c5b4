namespace PlanDecomp.Web.Client.Chat;

/// <summary>Gathers what would be drawn word by word into one drawing every 80 ms.</summary>
internal sealed class RenderPace : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(80);

    private readonly ITimer _timer;
    private int _isAsked;

    /// <param name="time">For the beat.</param>
    /// <param name="draw">Called on any thread.</param>
    public RenderPace(TimeProvider time, Func<Task> draw) => _timer = time.CreateTimer(
        _ =>
        {
            Volatile.Write(ref _isAsked, 0);
            _ = draw();
        },
        null,
        Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan);

    public void Ask()
    {
        if (Interlocked.Exchange(ref _isAsked, 1) == 0) _timer.Change(Beat, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
