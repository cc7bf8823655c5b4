using System.Globalization;

namespace PlanDecomp.Web.Client.Language;

/// <summary>Times and durations in the reader's language.</summary>
public static class TimeText
{
    private static readonly Text Now = new("just now", "刚刚");
    private static readonly Text Minutes = new("{0} min ago", "{0} 分钟前");
    private static readonly Text Hours = new("{0} h ago", "{0} 小时前");
    private static readonly Text Yesterday = new("yesterday", "昨天");
    private static readonly Text Days = new("{0} days ago", "{0} 天前");

    /// <summary>How long ago it was; a date when that is more than a week.</summary>
    /// <param name="l">Speaks.</param>
    /// <param name="value">When it was. The future, as another machine's clock can have it, counts as now.</param>
    /// <param name="now">The present, in the reader's time zone.</param>
    public static string Relative(Localizer l, DateTimeOffset value, DateTimeOffset now)
    {
        var local = value.ToOffset(now.Offset);
        var ago = now - local;
        if (ago < TimeSpan.FromMinutes(1)) return l[Now];
        if (ago < TimeSpan.FromHours(1)) return l[Minutes, (int)ago.TotalMinutes];
        var days = (now.Date - local.Date).Days;
        return days switch
        {
            0 => l[Hours, (int)ago.TotalHours],
            1 when ago < TimeSpan.FromHours(6) => l[Hours, (int)ago.TotalHours],
            1 => l[Yesterday],
            < 7 => l[Days, days],
            _ => Date(l, local),
        };
    }

    /// <summary>The date and the time to the second.</summary>
    /// <param name="l">Speaks.</param>
    /// <param name="local">In the reader's time zone.</param>
    public static string Exact(Localizer l, DateTimeOffset local) => $"{Date(l, local)} {local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";

    /// <summary>The date alone, in the reader's time zone.</summary>
    public static string Day(Localizer l, DateTimeOffset value, TimeProvider time) => Date(l, TimeZoneInfo.ConvertTime(value, time.LocalTimeZone));

    /// <summary>Such as 1 h 02 min, 3 min 05 s, 7 s, or 0.4 s.</summary>
    public static string Duration(Localizer l, TimeSpan duration)
    {
        if (duration < TimeSpan.Zero) duration = TimeSpan.Zero;
        if (duration >= TimeSpan.FromHours(1)) return l[new Text("{0} h {1:00} min", "{0} 小时 {1:00} 分"), (int)duration.TotalHours, duration.Minutes];
        if (duration >= TimeSpan.FromMinutes(1)) return l[new Text("{0} min {1:00} s", "{0} 分 {1:00} 秒"), duration.Minutes, duration.Seconds];
        var seconds = duration.TotalSeconds < 1 ? Math.Round(duration.TotalSeconds, 1) : Math.Floor(duration.TotalSeconds);
        return l[new Text("{0} s", "{0} 秒"), seconds];
    }

    private static string Date(Localizer l, DateTimeOffset local) =>
        local.ToString(l[new Text("d MMM yyyy", "yyyy年M月d日")], CultureInfo.InvariantCulture);
}
