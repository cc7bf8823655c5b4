namespace PlanDecomp.Web.Client.JobLog.Parts;

/// <summary>A line that was found, with what was looked for set apart.</summary>
internal static class FoundText
{
    /// <param name="shown">The line in the reader's language.</param>
    /// <param name="message">As it is stored; shown when only there the text is found.</param>
    /// <param name="search">What was looked for.</param>
    public static IReadOnlyList<(string Part, bool IsMatch)> Split(string shown, string message, string search)
    {
        var text = shown.Contains(search, StringComparison.OrdinalIgnoreCase) ? shown : message;
        List<(string, bool)> parts = [];
        var from = 0;
        while (search.Length > 0 && text.IndexOf(search, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            if (at > from) parts.Add((text[from..at], false));
            parts.Add((text.Substring(at, search.Length), true));
            from = at + search.Length;
        }

        if (from < text.Length) parts.Add((text[from..], false));
        return parts;
    }
}
