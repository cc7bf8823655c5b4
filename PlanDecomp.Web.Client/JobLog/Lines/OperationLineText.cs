using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Lines of operations on tasks.</summary>
internal static class OperationLineText
{
    public static IReadOnlyDictionary<string, Func<LineArguments, string>> Chinese { get; } = new Dictionary<string, Func<LineArguments, string>>
    {
        ["operation.started"] = a => $"{Verb(a["operation"])}“{a["title"]}”{(a["commit"] == "review" ? "，结果先供审阅" : "")}。",
        ["operation.resumed"] = a => $"从上次尝试停下的地方继续：已有 {a["answers"]} 个回答。",
        ["operation.step"] = a => $"已完成 {a["done"]}/{a["total"]} 部分。",
        ["operation.left_out"] = a => $"回答只能部分采用，{a["tasks"]} 个任务保持不变：{a["titles"]}。",
        ["operation.part_failed"] = a => $"{a["tasks"]} 个任务保持不变：{ErrorText.Chinese(a["error"])}",
        ["operation.rebased"] = a => $"其间有人修改了计划（{a["differences"]} 处不同）；{a["dropped"]} 处改动已不适用。",
        ["operation.applied"] = a => $"已修改 {a["changes"]} 个任务，可以撤销。",
        ["operation.dependencies_dropped"] = a => $"{a["dependencies"]} 条连接被移除任务与保留任务的依赖随之取消：{a["titles"]}。",
        ["operation.proposed"] = a => $"{a["changes"]} 处改动等待接受或拒绝。",
        ["operation.finished"] = Finished,
        ["operation.failed"] = a => $"失败：{ErrorText.Chinese(a["error"])}",
        ["operation.cancelled"] = _ => "已取消：没有任何改动。",
    };

    /// <summary>What is done, before the title of what it is done to.</summary>
    private static string Verb(string operation) => TaskOperations.Find(operation)?.Words.Doing.Chinese ?? operation;

    private static string Finished(LineArguments a)
    {
        var done = a["operation"] switch
        {
            "check_quality" => $"{a["score"]} 分（满分 100）{(a.Find("proposal_id") is not null ? $"，提出 {a["changes"]} 处改进" : "")}",
            "estimate" => $"共 {a["hours"]} 小时工作量",
            "summarise" => "摘要已写好",
            _ when a.Number("changes") is 0 => "没有需要修改的内容",
            _ => a.Find("proposal_id") is null ? $"修改了 {a["changes"]} 个任务" : $"提出 {a["changes"]} 处改动",
        };
        return $"完成：{done}{(a.Number("failed") is > 0 and var failed ? $"，{failed} 个保持不变" : "")}{(a["reason"] == "completed" ? "" : $"；{ReasonText.Of(a["reason"]).Chinese}")}。";
    }
}
