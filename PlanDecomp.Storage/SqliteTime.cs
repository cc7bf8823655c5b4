using System.Globalization;

namespace PlanDecomp.Storage;

/// <summary>Times as the files hold them: UTC text with milliseconds, which sorts as it reads.</summary>
public static class SqliteTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // As SQLite's own 'auto' modifier reads numbers: https://sqlite.org/lang_datefunc.html.
    private const double LastJulianDay = 5_373_484.5;
    private const double JulianDayOfUnixEpoch = 2_440_587.5;

    // More seconds than the year 5138 has: what is greater counts finer units.
    private const double MostSeconds = 1e11;

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static string? Write(DateTimeOffset? time) => time is { } value ? Write(value) : null;

    /// <summary>The column as text, whatever others have put into it: a column of type TIMESTAMP keeps numbers as numbers.</summary>
    /// <param name="column">Its name; the result goes by the same.</param>
    public static string Text(string column) => $"CAST({column} AS TEXT) AS {column}";

    /// <exception cref="FormatException">The text is no time.</exception>
    public static DateTimeOffset Read(string text) => ReadOptional(text) ?? throw new FormatException($"'{text}' is no time.");

    /// <summary>Of a row that must have a time: 1970 stands for one that says none.</summary>
    public static DateTimeOffset ReadOrEpoch(string? text) => ReadOptional(text) ?? DateTimeOffset.UnixEpoch;

    /// <summary>
    /// Reads our form, <c>CURRENT_TIMESTAMP</c>'s <c>YYYY-MM-DD HH:MM:SS</c> of older rows, which is UTC too, any other of ISO 8601 with or without
    /// an offset, and numbers: Julian days, and seconds, milliseconds or microseconds since 1970. Null for what is no time.
    /// </summary>
    public static DateTimeOffset? ReadOptional(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return OfNumber(number);

        // A year first: else "10:30" would be a time of today.
        return text.AsSpan().TrimStart() is { Length: >= 8 } date && char.IsAsciiDigit(date[0]) && char.IsAsciiDigit(date[3]) && date[4] is '-' or '/'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    private static DateTimeOffset? OfNumber(double number)
    {
        var seconds = number switch
        {
            >= 0 and < LastJulianDay => (number - JulianDayOfUnixEpoch) * TimeSpan.SecondsPerDay,
            < MostSeconds => number,
            < MostSeconds * 1e3 => number / 1e3,
            _ => number / 1e6,
        };
        return seconds > DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
    }
}
