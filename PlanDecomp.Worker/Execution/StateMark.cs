using System.Text.RegularExpressions;

namespace PlanDecomp.Worker.Execution;

/// <summary>The line in which a model says whether its answer is the work itself or prepares a person's, such as <c>STATE: prepared</c>.</summary>
/// <remarks>Models decorate it, put it last, or leave it out. Where it is missing or says something else, the work counts as not done.</remarks>
internal static partial class StateMark
{
    private static readonly string[] Done = ["done", "completed", "complete", "finished", "完成", "已完成"];

    /// <returns>The answer without the line, and whether a person has still to do the work.</returns>
    public static (string Text, bool IsPrepared) Take(string answer)
    {
        var text = answer.Trim();
        var firstEnd = text.IndexOf('\n', StringComparison.Ordinal);
        if (Line().Match(firstEnd < 0 ? text : text[..firstEnd]) is { Success: true } first)
        {
            return (firstEnd < 0 ? "" : text[(firstEnd + 1)..].Trim(), IsPrepared(first));
        }

        var lastStart = text.LastIndexOf('\n');
        return lastStart > 0 && Line().Match(text[(lastStart + 1)..]) is { Success: true } last ? (text[..lastStart].Trim(), IsPrepared(last)) : (text, true);
    }

    private static bool IsPrepared(Match line) => !Done.Contains(line.Groups["word"].Value.Trim().ToLowerInvariant());

    [GeneratedRegex(@"^[\s*_#>`~-]*(?:(?:[Ss][Tt][Aa][Tt](?:[Ee]|[Uu][Ss])|状态)[\s*_`]*[:：=][\s*_`""]*(?<word>[\p{L}][\p{L} _-]*?)|(?<word>DONE|PREPARED))[\s*_`"".。!]*$")]
    private static partial Regex Line();
}
