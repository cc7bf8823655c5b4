using System.Text.RegularExpressions;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>A line such as <c>*Depends on: 1.1, 2*</c> or <c>依赖：1.1、2</c>.</summary>
internal static partial class OutlineDependencies
{
    private static readonly char[] Separators = [',', '，', '、', ';', '；', ' ', '\t'];

    /// <summary>The numbers, as they stand there; null when the line is none of these.</summary>
    public static string? Read(string text)
    {
        if (Line().Match(text) is not { Success: true } line) return null;

        // In emphasis it is meant so, and a wrong number is a fault; bare, it may be a sentence.
        var names = line.Groups["names"].Value;
        return line.Groups["mark"].Success || Split(names).All(name => Number().IsMatch(name)) ? names : null;
    }

    public static IEnumerable<string> Split(string names) => names.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^(?<mark>[*_])?(?:depends\s+on|依赖于?|前置任务)\s*[:：]\s*(?<names>.+?)\s*(?(mark)\k<mark>)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Line();

    [GeneratedRegex(@"^[0-9]{1,9}(?:\.[0-9]{1,9})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
