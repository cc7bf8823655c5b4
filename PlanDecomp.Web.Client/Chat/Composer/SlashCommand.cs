namespace PlanDecomp.Web.Client.Chat.Composer;

/// <summary>A command the chat understands in any language and without a language model.</summary>
/// <param name="Name">With its slash; either language's is understood in both.</param>
/// <param name="Arguments">What is written after it; empty when nothing is.</param>
/// <param name="Description">What it does.</param>
/// <param name="NeedsArguments">It means nothing alone.</param>
public sealed record SlashCommand(Text Name, Text Arguments, Text Description, bool NeedsArguments = false)
{
    /// <summary>What is typed most comes first.</summary>
    public static readonly IReadOnlyList<SlashCommand> All =
    [
        new(new("/plan", "/计划"), new("what you want to do", "想要完成的事"), new("Make a plan and break it down", "创建计划并开始拆分"), NeedsArguments: true),
        new(new("/execute", "/执行"), new("plan or task", "计划或任务"), new("Work on the tasks of a plan", "执行计划中的任务")),
        new(new("/decompose", "/拆分"), new("plan or task", "计划或任务"), new("Break a plan or a task down", "拆分计划或任务")),
        new(new("/status", "/状态"), new("plan", "计划"), new("Show how far a plan or its jobs are", "查看计划或作业的进度")),
        new(new("/result", "/结果"), new("task", "任务"), new("Show what came out of a task", "查看任务的执行结果")),
        new(new("/undo", "/撤销"), new("plan", "计划"), new("Take the newest change back", "撤销最近一次修改")),
        new(new("/redo", "/重做"), new("plan or task -- hint", "计划或任务 -- 提示"), new("Break down anew what is there", "重新拆分已有内容")),
        new(new("/drafts", "/草稿"), new("plan", "计划"), new("List changes that wait for you", "列出等待处理的草稿")),
        new(new("/accept", "/接受"), new("draft", "草稿编号"), new("Make all changes of a draft", "接受整份草稿")),
        new(new("/reject", "/拒绝"), new("draft", "草稿编号"), new("Reject a draft", "拒绝草稿")),
        new(new("/merge", "/合并"), new("task task", "任务 任务"), new("Make one task of several", "把几个任务合并为一个"), NeedsArguments: true),
        new(new("/split", "/拆开"), new("task into 3", "任务 成3个"), new("Make several tasks of one", "把一个任务拆开成几个"), NeedsArguments: true),
        new(new("/rewrite", "/改写"), new("plan or task -- how", "计划或任务 -- 要求"), new("Word titles and instructions anew", "改写标题和说明"), NeedsArguments: true),
        new(new("/translate", "/翻译"), new("plan or task to language", "计划或任务 成 语言"), new("Put it into another language", "翻译成另一种语言"), NeedsArguments: true),
        new(new("/estimate", "/估算"), new("plan or task", "计划或任务"), new("Estimate the hours of work", "估算工时")),
        new(new("/repair", "/修复依赖"), new("plan or task", "计划或任务"), new("Look for wrong dependencies", "检查并修复依赖关系")),
        new(new("/summarise", "/总结"), new("plan or task", "计划或任务"), new("Sum it up", "写一份总结")),
        new(new("/check", "/检查"), new("plan or task", "计划或任务"), new("Score its quality, propose improvements", "评估质量并提出改进")),
        new(new("/export", "/导出"), new("plan or all", "计划或全部"), new("Write plans into a file", "把计划导出为文件")),
        new(new("/import", "/导入"), new("outline, list or JSON", "大纲、列表或 JSON"), new("Make a plan of pasted text", "把粘贴的内容做成计划"), NeedsArguments: true),
        new(new("/duplicate", "/复制"), new("plan", "计划"), new("Copy a plan", "复制计划")),
        new(new("/plans", "/计划列表"), new("word", "关键词"), new("List your plans", "列出你的计划")),
        new(new("/cancel", "/取消"), new("plan", "计划"), new("Cancel a running job", "取消正在运行的作业")),
        new(new("/restore", "/恢复"), new("plan", "计划"), new("Make the change again that was undone last", "恢复刚才撤销的修改")),
        new(new("/reindex", "/重建索引"), new("", ""), new("Put the lists of plans and jobs right", "按文件核对计划和作业列表")),
        new(new("/help", "/帮助"), new("", ""), new("Show what can be said here", "查看可用的说法")),
    ];

    /// <summary>
    /// Those that begin with what is typed, else those that have it in their name or description; none once the name is followed by anything.
    /// </summary>
    public static IReadOnlyList<SlashCommand> Matching(string text)
    {
        if (!text.StartsWith('/') || text.Any(char.IsWhiteSpace)) return [];
        IReadOnlyList<SlashCommand> named = [.. All.Where(command => command.NameLike(text).StartsWith(text, StringComparison.OrdinalIgnoreCase))];
        return named.Count > 0 ? named : [.. All.Where(command => command.Has(text[1..]))];
    }

    /// <summary>The name in the script that is being typed; English while there is only the slash.</summary>
    public string NameLike(string text) => text.Length > 1 && !char.IsAscii(text[1]) ? Name.Chinese : Name.English;

    private bool Has(string word) => new[] { Name.English, Name.Chinese, Description.English, Description.Chinese }
        .Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
