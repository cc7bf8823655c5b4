using System.Collections.Concurrent;
using PlanDecomp.Jobs.Retention;

namespace PlanDecomp.Api.Accounts;

/// <summary>Writes down on which day a guest was here last, beside the request: accounts that no one comes back to are removed some day.</summary>
internal sealed partial class GuestVisits(GuestStore store, TimeProvider time, ILogger<GuestVisits> logger)
{
    private const int MaxRemembered = 100_000;
    private readonly ConcurrentDictionary<string, DateOnly> _noted = [];

    /// <summary>Costs a write on a guest's first request of a day. Never throws: a visit that is not noted is noted another day.</summary>
    public void Note(string guest)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (_noted.TryGetValue(guest, out var day) && day == today) return;
        if (_noted.Count >= MaxRemembered) _noted.Clear();
        _noted[guest] = today;
        _ = WriteAsync(guest, now);
    }

    private async Task WriteAsync(string guest, DateTimeOffset now)
    {
        try
        {
            await store.SeenAsync(guest, now, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotNoted(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A guest's visit could not be noted.")]
    private partial void LogNotNoted(Exception e);
}
