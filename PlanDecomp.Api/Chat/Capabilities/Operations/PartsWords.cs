using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>Reads into how many tasks one is to be split: "into 3 tasks", "in two", 成3个.</summary>
internal static partial class PartsWords
{
    /// <returns>What stands before it, and the number; null when none is said.</returns>
    public static (string Words, int? Parts) Read(string text)
    {
        text = SpokenName.Beginning(text);
        if (Parts().Match(text) is not { Success: true } match) return (text, null);
        var number = Number(match.Groups["n"].Value);
        return (text[..match.Index].Trim().TrimEnd(',', '，', ' '), number);
    }

    private static int? Number(string word) => word.ToLowerInvariant() switch
    {
        "half" or "two" or "二" or "两" or "" => 2,
        "three" or "三" => 3,
        "four" or "四" => 4,
        "five" or "五" => 5,
        "six" or "六" => 6,
        "several" or "some" or "几" or "多" => null,
        var digits => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    [GeneratedRegex(@"(?<!\s)\s*(?:\b(?:into|in)\s+(?<n>\d{1,3}|half|two|three|four|five|six|several|some)(?:\s+(?:separate|parallel|smaller|equal|sibling))*(?:\s+(?:tasks?|parts?|pieces?|halves))?|[，,]?(?:拆|分|切)?开?(?:成|为)\s?(?<n>\d{1,3}|[二两三四五六几多])\s?(?:个|项|份|部分)?(?:并列|同级|平级|独立)?的?(?:任务|部分|份)?|[，,]?一分为(?<n>[二三四五]))$", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();
}
