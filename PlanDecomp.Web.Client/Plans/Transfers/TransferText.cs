using PlanDecomp.Contracts.AcrossPlans;

namespace PlanDecomp.Web.Client.Plans.Transfers;

/// <summary>The words of export, import, copies and the check of one's own files.</summary>
internal static class TransferText
{
    public static readonly Text Export = new("Export", "导出");
    public static readonly Text ExportPlans = new("Export plans", "导出计划");
    public static readonly Text ExportAll = new("All my plans", "全部计划");
    public static readonly Text ExportChosen = new("Chosen plans", "选定的计划");
    public static readonly Text What = new("Which plans", "导出范围");
    public static readonly Text AddPlan = new("Add a plan", "添加计划");
    public static readonly Text RemovePlan = new("Leave out {0}", "移除 {0}");
    public static readonly Text ChooseOne = new("Choose at least one plan.", "请至少选择一个计划。");
    public static readonly Text Format = new("Format", "格式");
    public static readonly Text Download = new("Download the file", "下载文件");
    public static readonly Text DownloadHint = new("The file can be fetched for some days from the job's page, too.", "之后几天内也可以在作业页面下载此文件。");
    public static readonly Text Follow = new("You can close this: the job goes on, and its page keeps the log.", "可以关闭此窗口，作业会继续进行，日志保留在作业页面。");
    public static readonly Text JobPage = new("Open the job's page", "打开作业页面");
    public static readonly Text Import = new("Import", "导入");
    public static readonly Text ImportPlan = new("Import plans", "导入计划");
    public static readonly Text DropFile = new("Drop a file here, or choose one", "将文件拖到此处，或点击选择");
    public static readonly Text FileKinds = new("JSON or zip of an export, or any outline or list: .md, .txt. At most {0}.", "导出的 JSON 或 zip，或任意大纲、列表（.md、.txt），最大 {0}。");
    public static readonly Text RemoveFile = new("Take {0} out", "移除 {0}");
    public static readonly Text OrPaste = new("or paste text", "或粘贴文字");
    public static readonly Text Paste = new("Text", "文字");
    public static readonly Text PasteHint = new("Headings, lists with - or 1., or indented lines", "标题、用 - 或 1. 开头的列表，或按缩进排列的行");
    public static readonly Text TitleOverride = new("Title of the plan", "计划标题");
    public static readonly Text TitleOverrideHelp = new("Only if another than the document's own", "留空则使用文档中的标题");
    public static readonly Text TooLarge = new("{0} is too large: {1}, and at most {2} can be imported. Split it into several files.", "{0} 过大：{1}，最多可导入 {2}。请拆成多个文件。");
    public static readonly Text TextTooLarge = new("The text is too large: {0}, and at most {1} can be imported. Split it into several.", "文字过长：{0}，最多可导入 {1}。请分几次导入。");
    public static readonly Text NotText = new("{0} is neither text (UTF-8) nor a zip.", "{0} 既不是 UTF-8 文本，也不是 zip。");
    public static readonly Text Unreadable = new("{0} could not be read.", "无法读取 {0}。");
    public static readonly Text NothingGiven = new("Choose a file or paste text.", "请选择文件或粘贴文字。");
    public static readonly Text NothingImported = new("Nothing was imported.", "没有导入任何内容。");
    public static readonly Text NothingImportedHelp = new("Mend the places named in the log and try again.", "请按日志中指出的位置修改后重试。");
    public static readonly Text TryAgain = new("Change and try again", "修改后重试");
    public static readonly Text Imported = new("Imported:", "已导入：");
    public static readonly Text OpenPlan = new("Open {0}", "打开“{0}”");
    public static readonly Text Duplicate = new("Duplicate", "创建副本");
    public static readonly Text DuplicateTitle = new("Duplicate “{0}”", "创建“{0}”的副本");
    public static readonly Text DuplicateHelp = new(
        "The copy has the same tasks, states, dependencies and results. The history of jobs and changes stays with the original.", "副本包含相同的任务、状态、依赖和结果；作业记录和变更记录留在原计划。");
    public static readonly Text CopyTitle = new("Title of the copy", "副本标题");
    public static readonly Text CopyTitleHelp = new("Empty: the plan's own, marked as a copy", "留空则使用原标题并标明副本");
    public static readonly Text Reindex = new("Check my files again", "重新检查我的文件");
    public static readonly Text ReindexHelp = new(
        "If the list of plans or jobs does not show what it should, this reads all your files again and puts the lists right. Nothing in the plans changes, and you can go on working.",
        "如果计划或作业列表显示不正确，可以重新读取你的全部文件并更正列表。计划内容不会改变，期间可以继续使用。");
    public static readonly Text StartReindex = new("Check", "开始检查");
    public static readonly Text MoreActions = new("More: export, check files", "更多：导出、检查文件");
    public static readonly Text ActionsOf = new("Actions for {0}", "“{0}”的操作");

    public static Text NameOf(string format) => format switch
    {
        PlanFormat.Json => new("JSON", "JSON"),
        PlanFormat.Markdown => new("Markdown", "Markdown"),
        PlanFormat.Zip => new("Zip", "Zip"),
        _ => new("Automatic", "自动识别"),
    };

    public static Text HelpOf(string format) => format switch
    {
        PlanFormat.Json => new("Everything, to import again or to keep", "完整内容，用于备份或再次导入"),
        PlanFormat.Markdown => new("An outline to read and to edit; of results the newest only", "便于阅读和编辑的大纲，只含最新结果"),
        _ => new("Both, one file a plan", "两种格式都有，每个计划一个文件"),
    };

    /// <summary>A size such as 1.5 MB.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => FormattableString.Invariant($"{bytes} B"),
        < 1_000_000 => FormattableString.Invariant($"{bytes / 1_000.0:0.#} kB"),
        _ => FormattableString.Invariant($"{bytes / 1_000_000.0:0.#} MB"),
    };
}
