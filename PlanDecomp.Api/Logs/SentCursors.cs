using System.Globalization;

namespace PlanDecomp.Api.Logs;

/// <summary>The cursors a reader sent: one number for each job, in the order of the jobs; none means from the start.</summary>
/// <remarks>
/// <c>Last-Event-ID</c> goes before <c>after</c>, since a browser's reconnect repeats the address it started with. One that cannot be
/// read is no error: an error would stop EventSource for good, so the reader gets a reset and the whole log.
/// </remarks>
internal readonly struct SentCursors
{
    private readonly long[]? _cursors;

    public SentCursors(string? lastEventId, string? after, int count)
    {
        var fromHeader = !string.IsNullOrEmpty(lastEventId);
        var text = fromHeader ? lastEventId : after;
        _cursors = string.IsNullOrEmpty(text) ? new long[count] : Parse(text, count);
        IsMistaken = _cursors is null && !fromHeader;
    }

    /// <summary>The query is not what it should be, and whoever wrote it should know.</summary>
    public bool IsMistaken { get; }

    /// <summary>The cursor of one job; null when the header could not be read.</summary>
    public long? this[int position] => _cursors?[position];

    private static long[]? Parse(string text, int count)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length != count) return null;
        var cursors = new long[count];
        for (var i = 0; i < count; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out cursors[i])) return null;
        }

        return cursors;
    }
}
