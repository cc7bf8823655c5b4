using System.Globalization;
using System.Text;

namespace PlanDecomp.Tests.Faults;

/// <summary>What came of a run of the suite, as a Markdown table: each figure beside its target.</summary>
internal static class FaultTable
{
    public static string Render(FaultyApp app, Workload work, Checker checker, IReadOnlyList<Recovery> recoveries)
    {
        var text = new StringBuilder();
        Line($"| nemesis | times | operations | accepted | lost | doubled | reordered | failed | paid twice | recovery, median | longest | target | reads answered |");
        Line($"|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var nemesis in recoveries.GroupBy(recovery => recovery.Nemesis.Name))
        {
            var faults = checker.Faults.Where(fault => fault.During == nemesis.Key).CountBy(fault => fault.Kind).ToDictionary();
            var times = nemesis.Select(recovery => recovery.Time.TotalSeconds).Order().ToList();
            Line($"| {nemesis.Key} | {times.Count} | {work.Operations.GetValueOrDefault(nemesis.Key)} | {work.Promises.Count(promise => promise.During == nemesis.Key)} | {string.Join(" | ", new[] { Fault.Lost, Fault.Doubled, Fault.Reordered, Fault.Failed, Fault.PaidTwice }.Select(kind => faults.GetValueOrDefault(kind)))} | {times[times.Count / 2]:0.0} s | {times[^1]:0.0} s | {nemesis.First().Nemesis.RecoveryTarget.TotalSeconds:0} s | {Share(work.ReadsDuring(nemesis.Key))} |");
        }

        Line($"");
        Line($"{work.Operations.Values.Sum()} operations, {work.Promises.Count} jobs accepted, {app.Kills} processes killed, {checker.Faults.Count} faults; reads of a list answered: {Share(work.Reads)}.");
        foreach (var stop in app.Stops) Line($"- {stop.What}: {stop.Took.TotalSeconds:0.0} s (target {stop.Target.TotalSeconds:0} s).");
        foreach (var note in app.Notes) Line($"- {note}.");
        foreach (var fault in checker.Faults) Line($"- {fault.Kind}: {fault.Words}");
        return text.ToString();

        static string Share((long Asked, long Answered) reads) => reads.Asked == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{reads.Answered} of {reads.Asked} ({100.0 * reads.Answered / reads.Asked:0.00} %)");

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>How long it took until a job was accepted, run and read to its end again.</summary>
internal sealed record Recovery(Nemesis Nemesis, TimeSpan Time);
