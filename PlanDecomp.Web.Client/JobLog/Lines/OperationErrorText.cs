using System.Text.RegularExpressions;

namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Errors of operations and of jobs across plans that name something: their sentences have a place for it.</summary>
internal static partial class OperationErrorText
{
    private static readonly (Regex Sentence, Func<Match, string> Chinese)[] Known =
    [
        (Unanswered(), match => $"没有任何改动：还没有得到回答，{ReasonText.InChinese(match.Groups[1].Value)}。"),
        (Misfit(), match => $"改动与计划不符：{ErrorText.Chinese(match.Groups[1].Value)}"),
        (Unmergeable(), match => $"这些任务不能合并：{ErrorText.Chinese(match.Groups[1].Value)}"),
        (Circle(), match => $"这些任务会互相等待：{match.Groups[1].Value}。"),
        (TooDeep(), match => $"计划最多 {match.Groups[1].Value} 层。"),
        (AllLocked(), match => $"max_children 允许的 {match.Groups[1].Value} 个子任务都已锁定：请调高上限，或减少锁定的任务。"),
        (NoWay(), match => $"规划器想不出如何拆分“{match.Groups[1].Value}”{(match.Groups[2].Success ? "（已锁定的任务除外）" : "")}；内容保持不变。"),
        (NotBelow(), match => $"要保留的任务 {match.Groups[1].Value} 不在“{match.Groups[2].Value}”之下。"),
        (NoSibling(), match => $"任务 {match.Groups[1].Value} 与“{match.Groups[2].Value}”不是（或不再是）同级任务；只有同级任务才能合并。"),
        (Parts(), match => $"“{match.Groups[1].Value}”有 {match.Groups[2].Value} 个子任务，离线规则无法分成 {match.Groups[3].Value} 份。"),
        (TooMany(), match => $"{match.Groups[1].Value} 个任务太多，无法一起处理；请选择最多 {match.Groups[2].Value} 个任务的一部分（Operations:MaxTasksAtOnce）。"),
        (TooManyPlans(), match => $"计划多于 {match.Groups[1].Value} 个：请指定要导出的计划。"),
        (NoneImported(), match => $"{match.Groups[1].Value} 个计划均未能导入：{ErrorText.Chinese(match.Groups[2].Value)}"),
    ];

    /// <summary>Null for a sentence that is none of these.</summary>
    public static string? Chinese(string error)
    {
        foreach (var (sentence, chinese) in Known)
        {
            if (sentence.Match(error) is { Success: true } match) return chinese(match);
        }

        return null;
    }

    [GeneratedRegex(@"^Nothing was changed: (.*) before there was an answer\.$")]
    private static partial Regex Unanswered();

    [GeneratedRegex("^The change does not fit the plan: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Misfit();

    [GeneratedRegex("^These tasks cannot be merged: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Unmergeable();

    [GeneratedRegex(@"^These would wait for each other: (.*)\.$", RegexOptions.Singleline)]
    private static partial Regex Circle();

    [GeneratedRegex(@"^A plan has at most (\d+) levels\.$")]
    private static partial Regex TooDeep();

    [GeneratedRegex(@"^All (\d+) children that max_children allows are locked: raise it, or lock fewer\.$")]
    private static partial Regex AllLocked();

    [GeneratedRegex("^The planner sees no way to break \"(.*)\" down( beside what is locked)?; it is as it was\\.$", RegexOptions.Singleline)]
    private static partial Regex NoWay();

    [GeneratedRegex("^Task (\\d+) is to stay, but it is not below \"(.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex NotBelow();

    [GeneratedRegex("^Task (\\d+) is no sibling of \"(.*)\" \\(any more\\); only siblings can be merged\\.$", RegexOptions.Singleline)]
    private static partial Regex NoSibling();

    [GeneratedRegex("^\"(.*)\" has (\\d+) children; the offline rules cannot make (\\d+) parts of them\\.$", RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(\d+) tasks are too many to look at together; take a part with at most (\d+) \(Operations:MaxTasksAtOnce\)\.$")]
    private static partial Regex TooMany();

    [GeneratedRegex(@"^There are more than (\d+) plans: name those to export\.$")]
    private static partial Regex TooManyPlans();

    [GeneratedRegex(@"^None of the (\d+) plans could be imported: (.*)$", RegexOptions.Singleline)]
    private static partial Regex NoneImported();
}
