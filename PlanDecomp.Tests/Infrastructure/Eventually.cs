using System.Diagnostics;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Waits for a condition; the limit only ends a test that would hang.</summary>
public static class Eventually
{
    // What holds in a moment is seen in a moment; what takes long is not asked for all the time, on a machine that has other tests to run.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? limit = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, limit);

    /// <param name="condition">Holds at last.</param>
    /// <param name="what">The same in words, for the failure.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="pause">Between two looks; asked each time. By default it grows.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? limit = null, Func<TimeSpan>? pause = null)
    {
        var clock = Stopwatch.StartNew();
        var growing = FirstPause;
        while (!await condition())
        {
            if (clock.Elapsed > (limit ?? DefaultLimit)) throw new TimeoutException($"Waited {clock.Elapsed.TotalSeconds:0} s in vain: {what}.");
            await Task.Delay(pause?.Invoke() ?? growing);
            growing = growing * 1.5 is var longer && longer < LongestPause ? longer : LongestPause;
        }
    }
}
