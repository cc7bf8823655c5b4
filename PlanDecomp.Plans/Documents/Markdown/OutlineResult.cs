using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>The line above a result: what it is and who wrote it, such as <c>*Result (llm, gpt-4.1-mini):*</c>.</summary>
internal static partial class OutlineResult
{
    public static string Write(DocumentResult result)
    {
        var model = result.Model is null ? "" : $", {MarkdownText.EscapeInline(result.Model)}";
        var kind = (result.Kind == TaskResultKind.Summary ? "Summary" : "Result") + (result.Prepared ? ", prepared" : "") + (result.Incomplete ? ", incomplete" : "");
        return $"{kind} ({result.Writer}{model}):";
    }

    /// <summary>The result, still without its content; null when the line is none of these.</summary>
    public static DocumentResult? Read(string text)
    {
        if (Line().Match(text) is not { Success: true } line) return null;
        var model = line.Groups["model"] is { Success: true } named ? MarkdownText.UnescapeInline(named.Value) : null;
        return new DocumentResult(line.Groups["kind"].Value == "Summary" ? TaskResultKind.Summary : TaskResultKind.Work, "", line.Groups["writer"].Value, model, CreatedAt: null)
        {
            Prepared = line.Groups["prepared"].Success,
            Incomplete = line.Groups["incomplete"].Success,
        };
    }

    [GeneratedRegex(@"^\*(?<kind>Result|Summary)(?<prepared>, prepared)?(?<incomplete>, incomplete)? \((?<writer>llm|offline)(?:, (?<model>.*))?\):\*$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
