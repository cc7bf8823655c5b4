using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Operations;

/// <summary>How much speaks for doing a task early.</summary>
/// <param name="TaskId">Which.</param>
/// <param name="Value">What it brings, from 1 to 5.</param>
/// <param name="Urgency">What waiting costs, from 1 to 5.</param>
/// <param name="Reason">Why, for a person.</param>
public sealed record TaskPriority(long TaskId, int Value, int Urgency, string Reason);

/// <summary>Weighs tasks by what can be counted and read off their words: who waits for them, deadlines, failures, little work.</summary>
/// <remarks>What a task is worth to whoever has planned it, rules do not know.</remarks>
public static partial class OfflinePriorities
{
    private const int Most = 5;

    /// <summary>Hours of work that are done in passing.</summary>
    private const double LittleWork = 2;

    public static IReadOnlyList<TaskPriority> Of(IReadOnlyList<PlanTaskNode> tasks, Language planLanguage)
    {
        var waiting = tasks.SelectMany(task => task.DependsOn).GroupBy(id => id).ToDictionary(others => others.Key, others => others.Count());
        return [.. tasks.Select(task => Weigh(task, waiting.GetValueOrDefault(task.TaskId), LanguageReader.Read(task.Title, planLanguage)))];
    }

    private static TaskPriority Weigh(PlanTaskNode task, int waiting, Language language)
    {
        var (value, urgency, reasons) = (1, 1, new List<string>());
        var isChinese = language == Language.Chinese;
        if (waiting > 0)
        {
            value += Math.Min(waiting, 3);
            reasons.Add(isChinese ? $"有 {waiting} 个任务在等它" : waiting == 1 ? "1 task waits for it" : $"{waiting} tasks wait for it");
        }

        if (Decides(task.Title, language))
        {
            value++;
            reasons.Add(isChinese ? "决定后续怎么做" : "what follows hangs on it");
        }

        if (Deadline().IsMatch($"{task.Title} {task.Instruction}"))
        {
            urgency += 2;
            reasons.Add(isChinese ? "有期限，或要提前办理" : "it has a deadline, or takes booking ahead");
        }

        if (task.Status == PlanTaskStatus.Failed)
        {
            urgency++;
            reasons.Add(isChinese ? "此前失败过" : "it has failed before");
        }

        if (task.EffortHours is <= LittleWork and var hours)
        {
            urgency++;
            var figure = hours.ToString("0.##", CultureInfo.InvariantCulture);
            reasons.Add(isChinese ? $"工作量小（{figure} 小时）" : $"little work ({figure} h)");
        }

        var reason = reasons.Count > 0 ? string.Join(isChinese ? "，" : "; ", reasons) : isChinese ? "没有需要提前的理由" : "nothing speaks for doing it earlier";
        return new TaskPriority(task.TaskId, Math.Min(value, Most), Math.Min(urgency, Most), (isChinese ? "离线规则：" : "offline rules: ") + reason);
    }

    private static bool Decides(string title, Language language)
    {
        var beginning = language == Language.English && title.Length > 0 ? char.ToLowerInvariant(title[0]) + title[1..] : title;
        return WorkReader.Read(beginning, language).Work is { } work && (work == WorkTypes.Decide || work == WorkTypes.Research);
    }

    [GeneratedRegex(
        @"\b(?:deadline|due|urgent(?:ly)?|asap|today|tomorrow|this\s+week|in\s+advance|book|reserve|register|apply|permits?|visas?|by\s+(?:the\s+)?(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b"
        + "|截止|到期|期限|尽快|紧急|今天|明天|本周|提前|预订|预约|报名|申请|签证|许可", RegexOptions.IgnoreCase)]
    private static partial Regex Deadline();
}
