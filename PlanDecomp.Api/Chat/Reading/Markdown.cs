using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Writes what people have named into the Markdown of a reply (CommonMark 0.31).</summary>
internal static partial class Markdown
{
    /// <summary>Text as it is: nothing in it makes a link, a tag or a list.</summary>
    public static string Escape(string text) => Special().Replace(Space().Replace(text, " ").Trim(), @"\$0");

    /// <summary>A plan's title as a link to its page.</summary>
    public static string Link(Plan plan) => string.Create(CultureInfo.InvariantCulture, $"[{Escape(plan.Title)}](/plans/{plan.PlanId})");

    /// <summary>What Markdown of ours says, without its marks: names as they are, links followed by their address.</summary>
    public static string ToPlainText(string markdown) => Mark().Replace(markdown, mark => mark switch
    {
        _ when mark.Groups["escaped"] is { Success: true } escaped => escaped.Value,
        _ when mark.Groups["address"] is { Success: true } address => $"{ToPlainText(mark.Groups["text"].Value)} ({address.Value})",
        _ => "",
    });

    [GeneratedRegex(@"\\(?<escaped>[\\`*_\[\]<>&|~#!$^])|\[(?<text>(?:\\.|[^\\\]])*)\]\((?<address>[^()\s]+)\)|\*\*")]
    private static partial Regex Mark();

    [GeneratedRegex(@"[\\`*_\[\]<>&|~#!$^]")]
    private static partial Regex Special();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Space();
}
