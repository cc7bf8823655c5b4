using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>The words of the job log panel.</summary>
internal static class JobLogText
{
    // The job.
    public static readonly Text Elapsed = new("Time since the start", "已用时间");
    public static readonly Text Nodes = new("{0} of {1} nodes", "{0} / {1} 个节点");
    public static readonly Text Tasks = new("{0} of {1} tasks", "{0} / {1} 个任务");
    public static readonly Text ProgressLabel = new("Progress", "进度");
    public static readonly Text Calls = new("LLM calls", "模型调用");
    public static readonly Text Tokens = new("tokens", "token");
    public static readonly Text TokensInOut = new("{0} in, {1} out", "输入 {0}，输出 {1}");
    public static readonly Text Cost = new("cost", "费用");
    public static readonly Text Estimated = new("{0} tokens of them estimated", "其中 {0} 个 token 为估算");
    public static readonly Text ByModel = new("{0}: {1} calls", "{0}：{1} 次调用");
    public static readonly Text Created = new("tasks created", "个新任务");
    public static readonly Text FailedNodes = new("failed", "个失败");
    public static readonly Text CompletedTasks = new("completed", "个已完成");
    public static readonly Text PreparedTasks = new("prepared for people", "个已为人准备");
    public static readonly Text SkippedTasks = new("skipped", "个跳过");
    public static readonly Text Remaining = new("about {0} left", "约剩 {0}");
    public static readonly Text Attempt = new("attempt {0}", "第 {0} 次尝试");
    public static readonly Text Cancelling = new("Cancelling …", "正在取消…");
    public static readonly Text Missing = new("This log was removed, or was never there.", "记录已被清理或不存在");
    public static readonly Text MissingHint = new(
        "Logs of jobs that ended long ago are cleaned up. Tasks that the job created are still in the plan.", "结束已久的作业日志会被清理；作业创建的任务仍保留在计划中。");
    public static readonly Text Mismatch = new("This log is of another type than expected, or the address is wrong.", "日志类型不符或接口错误");
    public static readonly Text MismatchHint = new("Expected: {0}. Found: {1}. The log is not followed here.", "期望：{0}；实际：{1}。此处不再继续获取。");
    public static readonly Text OpenJob = new("Open the job's page", "打开作业页面");
    public static readonly Text OpenPlan = new("Open the plan", "打开计划");

    // The connection.
    public static readonly Text Reconnecting = new("The connection was cut; it is being opened again …", "连接中断，正在重新连接…");
    public static readonly Text LoadingAgain = new("The log could not be loaded; trying again …", "日志加载失败，正在重试…");
    public static readonly Text Polling = new("No live connection; asking every few seconds.", "暂无实时连接，每隔几秒查询一次。");
    public static readonly Text ReadOnly = new("No connection: the log stops here for now.", "连接已断开，日志暂停更新（只读）。");
    public static readonly Text Live = new("Live", "实时");

    // Folding and reading.
    public static readonly Text Fold = new("Fold the log", "收起日志");
    public static readonly Text Unfold = new("Unfold the log", "展开日志");
    public static readonly Text Details = new("Details", "查看详情");
    public static readonly Text Lines = new("Log lines", "日志内容");
    public static readonly Text LinesRemoved = new(
        "Lines 1 to {0} were removed on {1} by the retention policy.", "第 1 至 {0} 行已于 {1} 按保留策略清除。");
    public static readonly Text LogRemoved = new(
        "The log ({0} lines) was removed on {1} by the retention policy. The result stays.", "日志（共 {0} 行）已于 {1} 按保留策略清除，结果仍保留。");
    public static readonly Text NoLines = new("No lines yet.", "暂无日志。");
    public static readonly Text NoMatchingLines = new("No lines at this level yet.", "暂无该级别的日志。");
    public static readonly Text LoadOlder = new("Load older lines", "加载更早的日志");
    public static readonly Text NewLines = new("New lines ({0})", "新日志（{0}）");
    public static readonly Text ToNewest = new("To the newest line", "回到最新");
    public static readonly Text Level = new("Level", "级别");
    public static readonly Text GroupByNode = new("Group by task", "按任务分组");
    public static readonly Text WholeJob = new("The job as a whole", "作业整体");
    public static readonly Text OneLine = new("1 line", "1 行");
    public static readonly Text LineCount = new("{0} lines", "{0} 行");
    public static readonly Text GroupsAreOfLoaded = new("Groups are of the newest {0} lines.", "仅对最新的 {0} 行分组。");
    public static readonly Text ShowMore = new("Show more", "显示更多");
    public static readonly Text LineNotFound = new("Line {0} is not there (any more).", "第 {0} 行不存在或已被清理。");

    // Search.
    public static readonly Text SearchLog = new("Search the log", "搜索日志");
    public static readonly Text Searching = new("Searching …", "搜索中…");
    public static readonly Text Found = new("{0} lines found", "找到 {0} 行");
    public static readonly Text FoundAtLeast = new("{0} lines found, older ones not searched yet", "已找到 {0} 行，更早的尚未搜索");
    public static readonly Text NothingFound = new("Nothing found for \"{0}\".", "没有找到“{0}”。");
    public static readonly Text SearchHint = new("Lines below the chosen level are left out.", "低于所选级别的行不在结果中。");
    public static readonly Text SearchOlder = new("Search older lines", "搜索更早的日志");
    public static readonly Text ShowInContext = new("Show line {0} in its context", "在上下文中查看第 {0} 行");
    public static readonly Text BackToResults = new("Back to the results", "返回搜索结果");
    public static readonly Text EndSearch = new("End the search", "结束搜索");

    // One line.
    public static readonly Text LineDetails = new("Details of line {0}", "第 {0} 行的详情");
    public static readonly Text Number = new("Line", "行号");
    public static readonly Text Time = new("Time", "时间");
    public static readonly Text Message = new("Message", "原始消息");
    public static readonly Text Metadata = new("Metadata", "元数据");
    public static readonly Text CopyLine = new("Copy the line", "复制该行");
    public static readonly Text CopyLink = new("Copy the link", "复制链接");

    // The whole log.
    public static readonly Text More = new("More actions", "更多操作");
    public static readonly Text CopyAll = new("Copy the whole log", "复制全部日志");
    public static readonly Text ExportJson = new("Export as JSON", "导出 JSON");
    public static readonly Text ExportText = new("Export as text", "导出文本");
    public static readonly Text Trace = new("Trace", "链路");
    public static readonly Text Refresh = new("Refresh", "刷新");
    public static readonly Text CopyFailed = new("The browser does not allow copying.", "浏览器不允许复制。");

    // Cancel and retry.
    public static readonly Text CancelJob = new("Cancel the job", "取消作业");
    public static readonly Text CancelTitle = new("Cancel this job?", "取消该作业？");
    public static readonly Text CancelWarning = new("What is done already is kept. The rest is not done.", "已完成的内容会保留，其余不再执行。");
    public static readonly Text KeepRunning = new("Keep it running", "继续运行");
    public static readonly Text Continue = new("Continue", "继续执行");
    public static readonly Text ContinueHint = new("Goes on where this job ended: what is done stays.", "从该作业结束处继续，已完成的内容保留。");
    public static readonly Text RunAgain = new("Run again", "重新运行");
    public static readonly Text AlreadyRunning = new("A job is at work on this already.", "已有作业正在处理。");
    public static readonly Text FollowThatJob = new("Follow that job", "查看该作业");
    public static readonly Text NewJob = new("A new job has begun.", "新作业已开始。");

    // Announced to screen readers.
    public static readonly Text SayRunning = new("{0}, {1} of {2}", "{0}，{1} / {2}");

    public static Text Of(JobLogLevel level) => level switch
    {
        JobLogLevel.Debug => new("Debug", "调试"),
        JobLogLevel.Info => new("Info", "信息"),
        JobLogLevel.Warning => new("Warning", "警告"),
        _ => new("Error", "错误"),
    };

    public static Text AndGraver(JobLogLevel level) => level switch
    {
        JobLogLevel.Debug => new("All levels", "全部级别"),
        JobLogLevel.Info => new("Info and above", "信息及以上"),
        JobLogLevel.Warning => new("Warnings and above", "警告及以上"),
        _ => new("Errors only", "仅错误"),
    };
}
