using System.Globalization;
using System.Text.RegularExpressions;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>A line such as <c>*Effort: 3.5 h*</c> or <c>*工时：3.5 小时*</c>. Without the emphasis it may be a sentence, and is text.</summary>
internal static partial class OutlineEffort
{
    public static string Write(double hours) => string.Create(CultureInfo.InvariantCulture, $"Effort: {hours:0.##} h");

    /// <summary>The hours; null when the line is none of these.</summary>
    public static double? Read(string text) =>
        Line().Match(text) is { Success: true } line ? double.Parse(line.Groups["hours"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?<mark>[*_])(?:effort|工时|工作量)\s*[:：]\s*(?<hours>-?[0-9]+(?:\.[0-9]+)?)\s*(?:h|hours?|小时)?\k<mark>$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Line();
}
