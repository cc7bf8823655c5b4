using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Reads a decomposition's limits out of a sentence.</summary>
internal static partial class LimitWords
{
    /// <returns>The sentence without them, and the limits.</returns>
    public static (string Words, DecomposeRequest Limits) Read(string text)
    {
        var limits = new DecomposeRequest();
        (text, limits) = HintWords.Read(text) is { Hint: { } hint } read ? (read.Words, limits with { Hint = hint }) : (text, limits);
        text = Take(Levels(), text, number => limits = limits with { ExpandDepth = number });
        text = Take(Tasks(), text, number => limits = limits with { NodeBudget = number });
        (text, var fineness) = FinenessWords.Read(text.Trim().TrimEnd(',', '，', ' '));
        return (text, limits with { Fineness = fineness });
    }

    private static string Take(Regex pattern, string text, Action<int> set)
    {
        if (pattern.Match(text) is not { Success: true } match || Number(match.Groups["n"].Value) is not { } number) return text;
        set(number);
        return text.Remove(match.Index, match.Length);
    }

    private static int? Number(string word) => word.ToLowerInvariant() switch
    {
        "one" or "一" => 1,
        "two" or "二" or "两" => 2,
        "three" or "三" => 3,
        "four" or "四" => 4,
        "five" or "五" => 5,
        var digits => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    [GeneratedRegex(@"(?<!\s)[,，]?\s*(?:\b(?:to|in|with|into)\s+)?(?:\b(?<n>\d{1,2}|one|two|three|four|five)\s+levels?(?:\s+deep)?\b|(?:拆|分|成|到|共)?(?<n>\d{1,2}|[一二两三四五])\s?层(?:深)?)", RegexOptions.IgnoreCase)]
    private static partial Regex Levels();

    [GeneratedRegex(@"(?<!\s)[,，]?\s*(?:\b(?:with|into|in)\s+)?(?:\b(?:at most|no more than|up to|max(?:imum)?)\s+(?<n>\d{1,5})\s+(?:sub)?(?:tasks|steps|nodes)\b|(?:最多|不超过|至多)\s?(?<n>\d{1,5})\s?(?:个|项|条)?(?:子?任务|步骤|步)?)", RegexOptions.IgnoreCase)]
    private static partial Regex Tasks();
}
