namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Lines of a decomposition as a whole.</summary>
internal static class DecompositionLineText
{
    public static IReadOnlyDictionary<string, Func<LineArguments, string>> Chinese { get; } = new Dictionary<string, Func<LineArguments, string>>
    {
        ["decompose.started"] = a => $"开始拆分“{a["title"]}”：{a["expand_depth"]} 层，最多 {a["node_budget"]} 个任务。",
        ["decompose.resumed"] = a => $"从上次尝试停下的地方继续：已创建 {a["created"]} 个任务，{a["queue_remaining"]} 个节点等待处理。",
        ["decompose.finished"] = a => a.Number("created") is 0 ? $"完成，没有新增任务{Failed(a)}。" : $"完成：{Done(a)}；{Reason(a)}。",
        ["decompose.failed"] = a => $"失败：{ErrorText.Chinese(a["error"])}（{Done(a)}）",
        ["decompose.cancelled"] = a => $"已取消：{Done(a)}。",
        ["planner.chosen"] = a => a["reason"] switch
        {
            "configured" => $"规划方式：{a["host"]} 上的语言模型 {a["model"]}。",
            "not_configured" => "规划方式：离线规则，因为没有配置语言模型（Llm:ApiKey 或 Llm:BaseUrl）。",
            _ => "规划方式：离线规则（由 Planning:Planner 指定）。",
        },
        ["branch.stopped"] = a => $"“{a["title"]}”不再继续拆分：{Reason(a)}。",
        ["plan.linking"] = a => $"通盘查看全部 {a["tasks"]} 个任务，梳理跨分支的依赖。",
        ["plan.linked"] = a => a.Number("added") is 0 && a.Number("removed") is 0 && a.Number("merged") is 0 && a.Number("gaps") is 0
            ? "已通盘查看，跨分支无需改动。"
            : $"已梳理跨分支依赖：新增依赖 {a["added"]} 个，移除依赖 {a["removed"]} 个，合并任务 {a["merged"]} 个，补充任务 {a["gaps"]} 个。",
        ["plan.number_open"] = a => $"数字对不上（{a["kind"] switch { "money" => "费用", "dates" => "日期", "people" => "人员", _ => "其他" }}）：{a["text"]}",
        ["plan.not_linked"] = a => $"未能梳理跨分支依赖，拆分结果不受影响：{ErrorText.Chinese(a["error"])}",
        ["budget.nearly"] = a => $"费用预算已用去五分之四：{a["limit"]} 中的 {a["used"]}。",
        ["budget.exhausted"] = a => $"停止：{Reason(a)}（{a["limit"]}）。",
    };

    private static string Done(LineArguments a) => $"由 {a["expanded"]} 个节点创建了 {a["created"]} 个任务{Failed(a)}";

    private static string Failed(LineArguments a) => a.Number("failed") is > 0 and var failed ? $"，{failed} 个失败" : "";

    private static string Reason(LineArguments a) => ReasonText.Of(a["reason"]).Chinese;
}
