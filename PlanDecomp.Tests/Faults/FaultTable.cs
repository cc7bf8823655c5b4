using System.Globalization;
using System.Text;

namespace PlanDecomp.Tests.Faults;

/// <summary>What came of a run of the suite, as a Markdown table: each figure beside its target.</summary>
internal static class FaultTable
{
    public static string Render(Workload work, Checker checker, IReadOnlyList<Recovery> recoveries)
    {
        var text = new StringBuilder();
        Line($"| nemesis | times | operations | accepted | lost | doubled | reordered | failed | paid twice | recovery, median | longest | target |");
        Line($"|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var nemesis in recoveries.GroupBy(recovery => recovery.Nemesis))
        {
            var faults = checker.Faults.Where(fault => fault.During == nemesis.Key.Name).CountBy(fault => fault.Kind).ToDictionary();
            var times = nemesis.Select(recovery => recovery.Time.TotalSeconds).Order().ToList();
            Line($"| {nemesis.Key.Name} | {times.Count} | {work.Operations.GetValueOrDefault(nemesis.Key.Name)} | {work.Promises.Count(promise => promise.During == nemesis.Key.Name)} | {string.Join(" | ", new[] { Fault.Lost, Fault.Doubled, Fault.Reordered, Fault.Failed, Fault.PaidTwice }.Select(kind => faults.GetValueOrDefault(kind)))} | {times[times.Count / 2]:0.0} s | {times[^1]:0.0} s | {nemesis.Key.RecoveryTarget.TotalSeconds:0} s |");
        }

        var (asked, answered) = work.Reads;
        Line($"");
        Line($"{work.Operations.Values.Sum()} operations, {work.Promises.Count} jobs accepted, {checker.Faults.Count} faults; {answered} of {asked} reads of a list answered ({100.0 * answered / Math.Max(1, asked):0.00} %).");
        foreach (var fault in checker.Faults) Line($"- {fault.Kind}: {fault.Words}");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>How long it took until a job was accepted, run and read to its end again.</summary>
internal sealed record Recovery(Nemesis Nemesis, TimeSpan Time);
