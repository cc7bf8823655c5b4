namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Lines about one node of a plan.</summary>
internal static class NodeLineText
{
    public static IReadOnlyDictionary<string, Func<LineArguments, string>> Chinese { get; } = new Dictionary<string, Func<LineArguments, string>>
    {
        ["node.started"] = a => $"正在规划“{a["title"]}”。",
        ["node.repair"] = a => $"“{a["title"]}”的回答无法使用：{a["error"]} 请求修正（第 {a["repair"]} 次，最多 {a["max_repairs"]} 次）。",
        ["node.expanded"] = a => $"“{a["title"]}”新增 {a["children"]} 个任务。",
        ["node.left_out"] = a => $"“{a["title"]}”的回答只能部分采用，未采用：{a["left_out"]}。",
        ["node.leaf"] = a => $"“{a["title"]}”无需再拆分。",
        ["node.failed"] = a => $"“{a["title"]}”拆分失败：{ErrorText.Chinese(a["error"])}",
        ["log.LogUnexpected"] = a => $"处理时发生意外错误（任务 {a.Find("TaskId") ?? "—"}）。",
    };
}
