using System.Globalization;

namespace PlanDecomp.Web.Client.Api;

/// <summary>Writes query strings.</summary>
internal static class Query
{
    /// <summary><c>?name=value&amp;…</c> of those that have a value; empty when none has.</summary>
    public static string Of(params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var query = "";
        foreach (var (name, value) in parameters)
        {
            if (value is null or "") continue;
            var text = value is DateTimeOffset time
                ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
                : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(text)}";
        }

        return query;
    }
}
