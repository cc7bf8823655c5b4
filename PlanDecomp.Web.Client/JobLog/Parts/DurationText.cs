using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Parts;

/// <summary>A span of time, as exact as one reads it.</summary>
internal static class DurationText
{
    private static readonly Text Seconds = new("{0} s", "{0} 秒");
    private static readonly Text Minutes = new("{0} min {1:00} s", "{0} 分 {1:00} 秒");
    private static readonly Text Hours = new("{0} h {1:00} min", "{0} 小时 {1:00} 分");

    /// <summary>As exact as an estimate is: in whole minutes, and below that in steps of five seconds.</summary>
    public static string Rough(Localizer l, double seconds) => seconds switch
    {
        < 60 => l[Seconds, Math.Max(5, 5 * (int)Math.Ceiling(seconds / 5))],
        < 3_600 => l[new Text("{0} min", "{0} 分钟"), (int)Math.Ceiling(seconds / 60)],
        _ => Of(l, TimeSpan.FromSeconds(seconds)),
    };

    public static string Of(Localizer l, TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => l[Seconds, (int)Math.Max(0, span.TotalSeconds)],
        { TotalMinutes: < 60 } => l[Minutes, (int)span.TotalMinutes, span.Seconds],
        _ => l[Hours, (int)span.TotalHours, span.Minutes],
    };
}
