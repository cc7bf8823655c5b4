using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Plans.Results;

/// <summary>The words around what came of working on a task.</summary>
internal static class ResultText
{
    public static readonly Text Result = new("Result", "结果");
    public static readonly Text Summary = new("Summary of what is below", "下级任务汇总");
    public static readonly Text None = new("No result yet.", "暂无结果。");
    public static readonly Text NoneHelp = new("Execute the task to have it worked on; what comes of it appears here.", "执行此任务后，成果会显示在这里。");
    public static readonly Text NoneOfParent = new("No summary yet. It is written when all tasks below are completed.", "暂无汇总。其下任务全部完成后会自动生成。");
    public static readonly Text Working = new("Being worked on …", "正在处理…");
    public static readonly Text SummingUp = new("What is below is being worked on or summed up …", "正在处理或汇总下级任务…");
    public static readonly Text Failed = new("Failed: {0}", "失败：{0}");
    public static readonly Text Skipped = new("Skipped: {0}", "已跳过：{0}");
    public static readonly Text LeftOut = new("This task is left out: executions pass it by.", "此任务已排除：执行时会略过。");
    public static readonly Text EarlierStands = new("This is the result of an earlier execution.", "以下是之前执行的结果。");
    public static readonly Text ByModel = new("Written by the language model {0}", "由语言模型 {0} 撰写");
    public static readonly Text ByUnknownModel = new("Written by a language model", "由语言模型撰写");
    public static readonly Text ByRules = new("Written by the offline rules: notes to begin the work with, not finished work", "由离线规则撰写：可据此着手的笔记，并非完成的成果");
    public static readonly Text ByJob = new("log of this execution", "该次执行的日志");
    public static readonly Text Version = new("Version", "版本");
    public static readonly Text VersionOf = new("Version {0}, {1}", "第 {0} 版，{1}");
    public static readonly Text NewestVersion = new("Version {0} (newest), {1}", "第 {0} 版（最新），{1}");
    public static readonly Text Older = new("Load earlier versions", "加载更早的版本");
    public static readonly Text Incomplete = new("The end of this result is missing: the model's output limit cut it off.", "此结果的结尾缺失：达到了模型的输出上限。");
    public static readonly Text Prepared = new("Prepared for a person, not the work itself", "为人准备的内容，并非工作本身");
    public static readonly Text CopyResult = new("Copy the result", "复制结果");

    /// <summary>Who wrote it, honestly.</summary>
    public static string Writer(Localizer l, TaskResult result) => result switch
    {
        { Writer: "offline" } => l[ByRules],
        { Model: { } model } => l[ByModel, model],
        _ => l[ByUnknownModel],
    };
}
