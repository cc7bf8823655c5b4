using System.Globalization;

namespace PlanDecomp.Api.Logs;

/// <summary>The cursors a reader sends: one number for each job, in the order of the jobs.</summary>
internal static class StreamCursors
{
    /// <summary>Reads <c>12</c>, or <c>12,7,0</c> for several jobs. Null when it is not exactly <paramref name="count"/> numbers.</summary>
    public static long[]? Parse(string text, int count)
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
