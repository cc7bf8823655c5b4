using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanBench;

/// <summary>Counts in a plan what is wrong whatever it is about, without a model.</summary>
public static partial class PlanChecker
{
    /// <param name="tree">The plan.</param>
    /// <param name="earliest">The first day on which anything can be done.</param>
    /// <param name="latest">The day by which all is done.</param>
    public static PlanFindings Check(PlanTree tree, DateOnly earliest, DateOnly latest)
    {
        var tasks = PlanOutline.Below(tree.Tasks);
        return new PlanFindings
        {
            Tasks = tasks.Count,
            Cycles = CountCycles(tasks),
            Orphans = CountOrphans(tasks),
            Duplicates = tasks.GroupBy(task => Key(task.Title)).Sum(same => same.Count() - 1),
            Barriers = CountBarriers(tasks),
            DatesOutside = tasks.Sum(task => DatesIn($"{task.Title}\n{task.Instruction}", earliest, latest).Count(date => date < earliest || date > latest)),
            EmptyInstructions = tasks.Count(task => string.IsNullOrWhiteSpace(task.Instruction)),
        };
    }

    /// <summary>The days that a text names: 2027-03-31, 31 March 2027, March 31, 2027, 2027年3月31日. One without a year is in the first year in which it is between the limits; else in the last one's.</summary>
    public static IEnumerable<DateOnly> DatesIn(string text, DateOnly earliest, DateOnly latest)
    {
        foreach (var match in Iso().Matches(text).Concat(DayMonth().Matches(text)).Concat(MonthDay().Matches(text)).Concat(Chinese().Matches(text)))
        {
            var day = int.Parse(match.Groups["d"].Value, CultureInfo.InvariantCulture);
            var name = match.Groups["m"].Value;
            var month = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : MonthOf(name);
            IEnumerable<int> years = match.Groups["y"] is { Success: true, Value: var said }
                ? [int.Parse(said, CultureInfo.InvariantCulture)]
                : Enumerable.Range(earliest.Year, latest.Year - earliest.Year + 1);
            var dates = years.Where(year => month is >= 1 and <= 12 && year is >= 1 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
                .Select(year => new DateOnly(year, month, day)).ToList();
            if (dates.Count > 0) yield return dates.FirstOrDefault(date => date >= earliest && date <= latest, dates[^1]);
        }
    }

    /// <summary>Of the tasks that are left when all that can be done is done, as many groups as must be broken up one by one.</summary>
    private static int CountCycles(List<PlanTaskNode> tasks)
    {
        var dependencies = tasks.SelectMany(task => task.DependsOn.Select(on => (task.TaskId, DependsOn: on))).ToList();
        var cycles = 0;
        while (TaskOrder.Of(tasks.Select(task => (task.TaskId, task.ParentId)), dependencies).FindCycle() is { } cycle)
        {
            cycles++;
            var inside = cycle.ToHashSet();
            dependencies.RemoveAll(dependency => inside.Contains(dependency.TaskId) && inside.Contains(dependency.DependsOn));
        }

        return cycles;
    }

    private static int CountOrphans(List<PlanTaskNode> tasks)
    {
        if (tasks.TrueForAll(task => task.DependsOn.Count == 0)) return 0;
        var byId = tasks.ToDictionary(task => task.TaskId);
        var linked = tasks.Where(task => task.DependsOn.Count > 0).Select(task => task.TaskId).Concat(tasks.SelectMany(task => task.DependsOn)).ToHashSet();
        return tasks.Count(task => task.Children.Count == 0 && !IsLinked(task));

        bool IsLinked(PlanTaskNode? task)
        {
            for (; task is not null; task = task.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null)
            {
                if (linked.Contains(task.TaskId)) return true;
            }

            return false;
        }
    }

    private static int CountBarriers(List<PlanTaskNode> tasks)
    {
        var withParts = tasks.Where(task => task.Children.Count > 0).Select(task => task.TaskId).ToHashSet();
        return tasks.Where(task => withParts.Contains(task.TaskId)).Sum(task => task.DependsOn.Count(withParts.Contains));
    }

    private static string Key(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static int MonthOf(string name)
    {
        var at = Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, month => month.Length > 0 && name.StartsWith(month, StringComparison.OrdinalIgnoreCase));
        return at + 1;
    }

    private const string Months = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?";

    [GeneratedRegex(@"\b(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})\b")]
    private static partial Regex Iso();

    [GeneratedRegex(@"\b(?<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<m>" + Months + @")\b\.?(?:,?\s+(?<y>\d{4}))?", RegexOptions.IgnoreCase)]
    private static partial Regex DayMonth();

    [GeneratedRegex(@"(?<!\d\s)(?<!\dth\s)\b(?<m>" + Months + @")\b\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?<y>\d{4}))?", RegexOptions.IgnoreCase)]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"(?:(?<y>\d{4})\s?年\s?)?(?<m>\d{1,2})\s?月\s?(?<d>\d{1,2})\s?[日号]")]
    private static partial Regex Chinese();
}
