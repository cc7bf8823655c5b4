using CsCheck;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Tests.Plans.Documents;

/// <summary>Any plan that the app can hold: shapes, states, dependencies, and text full of what Markdown and JSON take for marks.</summary>
internal static class PlanDocumentGen
{
    private static readonly string[] Pieces =
    [
        "*", "**", "_", "`", "```", "~~~", "[", "]", "[x]", "[ ]", "(", ")", "<!--", "-->", "<b>", ">", "> ", "#", "## ", "- ", "+ ", "1. ", "1.2 ", "**1.1** ",
        "\\", "\\*", "&", "&amp;", "&#13;", "&lt;", "&copy;", "|", "!", "!", "~", "$", "{", "}", "\"", "'", "\\u0041", "http://a.b/c?d=e&f=g", "---", "===",
        "一、", "•", "☐ ", "（1）", "任务", "依赖：1", "*Depends on: 1*", "Depends on: 1", "plandecomp 1", "é", "e\u0301", "😀", "👩‍👩‍👧", "\u200B", "\u202E", "\u2028", "\u2029", "\uFEFF",
        "\u00A0", "\u3000", " ", "  ", "a", "Z", "9", "ß", "ñ", "ة", "中文",
    ];

    private static readonly string[] Breaks = ["\n", "\n\n", "\r\n", "\r", "\t", "\u0001", "\u001B[31m", "\u007F", "\u0085", "    ", "  \n", "\n\t", "\n    - ", "\n> "];

    public static readonly Gen<string> Title = Gen.Select(Gen.OneOfConst(Pieces).Array[0, 8], Gen.OneOfConst("t", "任", "#", "*", "\\"))
        .Select((pieces, last) => (string.Concat(pieces) + last).Trim());

    public static readonly Gen<string> Text = Gen.OneOfConst([.. Pieces, .. Breaks]).Array[0, 12].Select(string.Concat);

    private static readonly Gen<DocumentResult> Result = Gen.Select(
        Gen.OneOfConst(TaskResultKind.Work, TaskResultKind.Summary), Text, Gen.OneOfConst(DocumentResult.Llm, DocumentResult.Offline), Title.Null(), Gen.Int[0, 1_000_000],
        (kind, content, writer, model, second) => new DocumentResult(kind, content, writer, model, DateTimeOffset.UnixEpoch.AddSeconds(second))
        {
            Prepared = second % 3 == 1,
            Incomplete = second % 5 == 1,
        });

    private static readonly Gen<double?> Effort = Gen.Frequency((1, Gen.Const((double?)null)), (2, Gen.Int[0, (int)PlanLimits.EffortHours * 100].Select(hundredths => (double?)(hundredths / 100.0))));

    private static readonly Gen<Choice> Task = Gen.Select(
        Gen.Select(Title, Text, Gen.Enum<PlanTaskStatus>()), Gen.Int[0, 1_000], Gen.Int[0, 1_000].Array[0, 3], Text.Null(), Gen.Select(Result.Array[0, 2], Effort),
        (task, place, dependsOn, error, rest) => new Choice(task.Item1, task.Item2, task.Item3, place, dependsOn, error, rest.Item1, rest.Item2));

    public static readonly Gen<PlanDocument> Plan = Gen.Select(Title, Text, Task.Array[0, 25]).Select(Build);

    /// <summary>Turns free choices into a plan: each task goes below some open branch, and keeps those of its dependencies that can be met.</summary>
    private static PlanDocument Build(string title, string description, Choice[] choices)
    {
        var branch = new List<int>();
        var tasks = new List<DocumentTask>();
        foreach (var choice in choices)
        {
            var depth = choice.Place % (Math.Min(branch.Count, PlanLimits.Depth - 1) + 1);
            branch.RemoveRange(depth, branch.Count - depth);
            tasks.Add(new DocumentTask(choice.Title, depth == 0 ? null : branch[^1]) { Instruction = choice.Text, Status = choice.Status, Error = choice.Error, Results = choice.Results, EffortHours = choice.EffortHours });
            branch.Add(tasks.Count - 1);
        }

        for (var i = 0; i < tasks.Count; i++)
        {
            foreach (var wish in choices[i].DependsOn)
            {
                var with = tasks[i] with { DependsOn = [.. tasks[i].DependsOn.Append(wish % tasks.Count).Distinct().Order()] };
                var others = tasks.Select((task, index) => index == i ? with.DependsOn : task.DependsOn).ToList();
                if (DependencyCycle.Find([.. tasks.Select(task => task.Parent)], others) is null) tasks[i] = with;
            }
        }

        return new PlanDocument(title, description, tasks);
    }

    private sealed record Choice(string Title, string Text, PlanTaskStatus Status, int Place, int[] DependsOn, string? Error, DocumentResult[] Results, double? EffortHours);
}
