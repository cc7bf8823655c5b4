using System.Globalization;

namespace PlanDecomp.Storage;

/// <summary>Times as the files hold them: UTC text with milliseconds, which sorts as it reads.</summary>
public static class SqliteTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static string? Write(DateTimeOffset? time) => time is { } value ? Write(value) : null;

    /// <summary>Reads our form, and <c>CURRENT_TIMESTAMP</c>'s <c>YYYY-MM-DD HH:MM:SS</c> of older rows, which is UTC too.</summary>
    /// <exception cref="FormatException">The text is no time.</exception>
    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateTimeOffset? ReadOptional(string? text) => string.IsNullOrEmpty(text) ? null : Read(text);
}
