namespace PlanDecomp.Web.Client.Chat;

/// <summary>Pauses between tries: 1 s, doubled up to 5 s.</summary>
internal struct Pauses
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _next;

    public static Pauses Growing() => new() { _next = TimeSpan.FromSeconds(1) };

    public TimeSpan Next()
    {
        var pause = _next;
        _next = 2 * _next < Longest ? 2 * _next : Longest;
        return pause;
    }
}
