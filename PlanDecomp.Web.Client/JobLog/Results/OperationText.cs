using System.Globalization;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Web.Client.JobLog.Lines;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Results;

/// <summary>What came of an operation on tasks.</summary>
internal static class OperationText
{
    public static readonly Text WorkedOutBy = new("Worked out by {0}", "由{0}得出");
    public static readonly Text CanBeUndone = new("can be undone", "可以撤销");
    public static readonly Text NotesHeading = new("In this order:", "按此顺序：");
    public static readonly Text FailedHeading = new("Left as they were, for lack of a usable answer:", "未得到可用的回答，保持不变：");
    public static readonly Text DroppedDependenciesHeading = new("Dependencies that went along with a task:", "随任务移除的依赖：");
    public static readonly Text WaitedFor = new("waited for “{0}”", "曾依赖“{0}”");
    public static readonly Text DroppedHeading = new("Dropped, because the plan was changed meanwhile:", "计划在此期间被修改，以下改动已放弃：");
    public static readonly Text ReviewDraft = new("Review the draft", "审阅草稿");

    public static readonly Text TasksByHours = new("Hours of each task, in the order of work", "各任务工时（按先后顺序）");
    public static readonly Text OnCriticalPath = new("on the critical path", "关键路径");
    public static readonly Text Suggestions = new("Suggestions", "建议");
    public static readonly Text InDraft = new("in the draft", "已放入草稿");

    private static readonly Text Sentence = new("{0}.", "{0}。");
    private static readonly Text Score = new("Quality: {0} of 100 points", "质量 {0} 分（满分 100）");
    private static readonly Text ScoreWithDraft = new("Quality: {0} of 100 points; improvements wait in a draft", "质量 {0} 分（满分 100），改进建议已放入草稿");
    private static readonly Text Estimated = new("{0} of work, {1} from start to end when all that can goes side by side", "共 {0}工作量；能并行的并行时，从开始到结束需 {1}");
    private static readonly Text Summarised = new("The summary is written", "摘要已写好");
    private static readonly Text NothingToChange = new("There was nothing to change", "没有需要修改的内容");

    public static string Of(Localizer l, OperationResult result)
    {
        var done = result switch
        {
            { Quality: { } quality } => l[result.ProposalId is null ? Score : ScoreWithDraft, quality.Score],
            { Estimate: { } estimate } => l[Estimated, Hours(l, estimate.TotalHours), Hours(l, estimate.DurationHours)],
            { Summary: not null } => l[Summarised],
            { Changes: 0, Notes: { Count: > 0 } notes } => JobOutcomeText.Count(l, notes.Count, new("1 task weighed; it stays where it is", "已评估 1 个任务，顺序不变"), new("{0} tasks weighed; the order stays as it is", "已评估 {0} 个任务，顺序不变")),
            { Changes: 0 } => l[NothingToChange],
            { ProposalId: not null } => JobOutcomeText.Count(l, result.Changes, new("1 change waits in a draft", "1 处改动已放入草稿"), new("{0} changes wait in a draft", "{0} 处改动已放入草稿")),
            _ => JobOutcomeText.Count(l, result.Changes, new("1 task changed", "修改了 1 个任务"), new("{0} tasks changed", "修改了 {0} 个任务")),
        };
        if (result.FailedTasks is { Count: > 0 and var failed }) done += l[new Text(", {0} left as they were", "，{0} 个保持不变"), failed];
        if (result.StopReason != "completed") done += l[new Text("; {0}", "；{0}"), l[ReasonText.Of(result.StopReason)]];
        return l[Sentence, done];
    }

    public static string Hours(Localizer l, double hours) => l[hours == 1 ? new Text("{0} hour", "{0} 小时") : new Text("{0} hours", "{0} 小时"), hours.ToString("#,0.##", CultureInfo.InvariantCulture)];

    /// <summary>One side of a plan's quality.</summary>
    public static string Aspect(Localizer l, string aspect) => l[aspect switch
    {
        "completeness" => new Text("Completeness", "完整性"),
        "clarity" => new Text("Clarity", "清晰度"),
        "structure" => new Text("Structure", "结构"),
        "dependencies" => new Text("Dependencies", "依赖关系"),
        "effort" => new Text("Effort", "工作量"),
        _ => new Text(aspect, aspect),
    }];
}
