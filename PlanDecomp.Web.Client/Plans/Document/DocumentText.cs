namespace PlanDecomp.Web.Client.Plans.Document;

/// <summary>The words around an execution's final document.</summary>
internal static class DocumentText
{
    public static readonly Text Heading = new("Final document", "最终文档");
    public static readonly Text Intro = new(
        "What an execution has brought, as one text, with what is still open and what people have to do.", "一次执行的全部成果汇编，含待定问题和待人工完成的事项。");
    public static readonly Text None = new("No document yet", "还没有最终文档");
    public static readonly Text NoneHelp = new(
        "Execute the plan: at its end the results are put together here.", "执行计划后，结果会汇编在这里。");
    public static readonly Text ToPlan = new("To the tasks", "查看任务");
    public static readonly Text Download = new("Download", "下载");
    public static readonly Text Copy = new("Copy the document", "复制文档");
    public static readonly Text Log = new("log of this execution", "该次执行的日志");
    public static readonly Text ByModel = new("Put together by the language model {0}", "由语言模型 {0} 汇编");
    public static readonly Text ByUnknownModel = new("Put together by a language model", "由语言模型汇编");
    public static readonly Text ByRules = new("Put together by the offline rules", "由离线规则汇编");
    public static readonly Text Incomplete = new("The end of this document is missing: it was too long.", "此文档的结尾缺失：内容过长。");
}
