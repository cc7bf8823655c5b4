namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>A wait that can be cut short.</summary>
internal sealed class Pause(TimeProvider time)
{
    private TaskCompletionSource? _waiting;

    /// <summary>Ends the wait that is under way; without one, nothing.</summary>
    public void CutShort() => Volatile.Read(ref _waiting)?.TrySetResult();

    /// <returns>True when it was cut short.</returns>
    public async Task<bool> WaitAsync(TimeSpan length, CancellationToken ct)
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _waiting, waiting);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var first = await Task.WhenAny(waiting.Task, Task.Delay(length, time, done.Token));
        Volatile.Write(ref _waiting, null);
        await done.CancelAsync();
        ct.ThrowIfCancellationRequested();
        return first == waiting.Task;
    }
}
