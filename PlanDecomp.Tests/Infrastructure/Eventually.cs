using System.Diagnostics;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Waits for a condition; the limit only ends a test that would hang.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? limit = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, limit);

    /// <param name="condition">Holds at last.</param>
    /// <param name="what">The same in words, for the failure.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="pause">Between two looks; asked each time.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? limit = null, Func<TimeSpan>? pause = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > (limit ?? DefaultLimit)) throw new TimeoutException($"Waited {clock.Elapsed.TotalSeconds:0} s in vain: {what}.");
            await Task.Delay(pause?.Invoke() ?? Pause);
        }
    }
}
