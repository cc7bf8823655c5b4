namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>How long to wait between tries, and when to give up: five pauses that grow around 5 s.</summary>
internal sealed class RetrySchedule
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(10),
    ];

    private int _failures;

    public static int Tries => Pauses.Length;

    /// <summary>The pause after another failure; null when there were enough of them.</summary>
    /// <param name="atLeast">What the server asks for.</param>
    public TimeSpan? Next(TimeSpan atLeast = default)
    {
        if (_failures >= Pauses.Length) return null;

        // Spread: a server that comes back is not met by all its readers at once.
        var pause = Pauses[_failures++] * (0.8 + 0.4 * Random.Shared.NextDouble());
        return pause > atLeast ? pause : atLeast;
    }

    public void Reset() => _failures = 0;

    public void UseUp() => _failures = Pauses.Length;
}
