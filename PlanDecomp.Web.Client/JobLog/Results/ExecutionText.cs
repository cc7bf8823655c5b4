using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog.Lines;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Results;

/// <summary>What came of an execution.</summary>
internal static class ExecutionText
{
    public static readonly Text WrittenBy = new("Written by {0}", "由{0}完成");
    public static readonly Text WrittenOffline = new("Written by offline rules: notes to begin the work with, not finished work", "由离线规则完成：写出的是可据此着手的笔记，并非完成的成果");
    public static readonly Text PreparedHeading = new("For people to do:", "待人工完成：");
    public static readonly Text PreparedReason = new("what can be prepared is there", "能准备的内容已就绪");
    public static readonly Text IncompleteHelp = new("{0} results are incomplete: the model's output limit cut them off.", "{0} 个结果不完整：达到了模型的输出上限。");
    public static readonly Text OneIncompleteHelp = new("1 result is incomplete: the model's output limit cut it off.", "1 个结果不完整：达到了模型的输出上限。");
    public static readonly Text OpenDocument = new("Open the final document", "打开最终文档");
    public static readonly Text FailedHeading = new("Failed:", "失败的任务：");
    public static readonly Text SkippedHeading = new("Skipped because of others:", "因其他任务而跳过：");
    public static readonly Text NotReachedHelp = new("What was not reached is as it was: execute the plan again to go on.", "未轮到的任务保持原样：再次执行即可继续。");

    private static readonly Text Sentence = new("{0}.", "{0}。");
    private static readonly Text SentenceWithReason = new("{0}; {1}.", "{0}；{1}。");

    public static string Of(Localizer l, ExecuteResult result) => result.StopReason == "completed"
        ? l[Sentence, Counts(l, result)]
        : l[SentenceWithReason, Counts(l, result), l[ReasonText.Of(result.StopReason)]];

    /// <summary>How many were completed, prepared, summed up, failed, skipped and not reached; zeros are left out.</summary>
    public static string Counts(Localizer l, ExecuteResult result)
    {
        List<string> parts = [];
        if (result.Completed > 0) parts.Add(JobOutcomeText.Count(l, result.Completed, new("1 task completed", "完成 1 个任务"), new("{0} tasks completed", "完成 {0} 个任务")));
        if (result.Prepared > 0) parts.Add(JobOutcomeText.Count(l, result.Prepared, new("1 task prepared for a person", "为人准备好 1 个任务"), new("{0} tasks prepared for people", "为人准备好 {0} 个任务")));
        if (parts.Count == 0) parts.Add(l[new Text("No task completed", "没有完成任务")]);
        if (result.Summaries > 0) parts.Add(JobOutcomeText.Count(l, result.Summaries, new("1 parent summed up", "汇总 1 个上级任务"), new("{0} parents summed up", "汇总 {0} 个上级任务")));
        if (result.Failed > 0) parts.Add(l[new Text("{0} failed", "{0} 个失败"), result.Failed]);
        if (result.Skipped > 0) parts.Add(l[new Text("{0} skipped", "{0} 个跳过"), result.Skipped]);
        if (result.NotReached > 0) parts.Add(l[new Text("{0} not reached", "{0} 个未轮到"), result.NotReached]);
        return string.Join(l[new Text(", ", "，")], parts);
    }
}
