using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>Reads the names of several tasks out of a text: "1.2 and 1.3", "tasks 2 to 4 of plan Trip", 任务1和任务2.</summary>
internal static partial class TaskListWords
{
    /// <summary>A range of more is a slip of the pen.</summary>
    private const int MaxRange = 50;

    public static TaskList Read(string text)
    {
        var words = SpokenName.Beginning(text).TrimEnd('.', '。', '!', '！', ' ');
        string? plan = null;
        if (OfPlan().Match(words) is { Success: true } of)
        {
            plan = of.Groups["plan"].Value;
            words = of.Groups["rest"].Value;
        }

        var tasks = new List<string>();
        foreach (var part in Separator().Split(words))
        {
            var name = Leading().Replace(part.Trim(), "");
            if (name.Length == 0) continue;
            if (Range().Match(name) is { Success: true } range && Expand(range) is { } all) tasks.AddRange(all);
            else if (Numbers().IsMatch(name)) tasks.AddRange(name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            else tasks.Add(name);
        }

        return new TaskList(tasks, plan);
    }

    private static List<string>? Expand(Match range)
    {
        var prefix = range.Groups["prefix"].Value;
        if (range.Groups["prefix2"] is { Success: true } second && second.Value != prefix) return null;
        if (!int.TryParse(range.Groups["from"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(range.Groups["to"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            || to <= from || to - from > MaxRange) return null;
        return [.. Enumerable.Range(from, to - from + 1).Select(number => $"{prefix}{number}")];
    }

    [GeneratedRegex("^(?<rest>.+)\\s(?:of|in|from)\\s(?:the\\s|my\\s)?plan\\s(?<plan>.+)$|^计划(?<plan>[^的]+)(?:的|中的|里的)(?<rest>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex OfPlan();

    [GeneratedRegex(@"(?:,|，|、|;|；|\+|&|\s(?:and|with|into|plus)\s|(?<![a-zA-Z])(?:和|与|跟|及|以及|并入|到(?=任务)))(?![^“「]*[”」])", RegexOptions.IgnoreCase)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?:and\s+)?(?:the\s+)?(?:sub-?)?(?:tasks?|steps?)\s+(?=\S)|^(?:子?任务|步骤)\s*(?=[\d#“])", RegexOptions.IgnoreCase)]
    private static partial Regex Leading();

    [GeneratedRegex(@"^(?<prefix>(?:\d+\.)*)(?<from>\d+)\s*(?:-|–|~|to|through|到|至)\s*(?<prefix2>(?:\d+\.)+)?(?<to>\d+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Range();

    [GeneratedRegex(@"^#?\d+(?:\.\d+)*(?:\s+#?\d+(?:\.\d+)*)+$")]
    private static partial Regex Numbers();
}

/// <summary>Several tasks as a person words them.</summary>
/// <param name="Names">Words for each.</param>
/// <param name="Plan">Words for their plan; null is the one of the talk.</param>
internal sealed record TaskList(IReadOnlyList<string> Names, string? Plan);
