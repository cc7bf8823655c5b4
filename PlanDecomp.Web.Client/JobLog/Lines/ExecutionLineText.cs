using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Lines of an execution, as a whole and about one task.</summary>
internal static partial class ExecutionLineText
{
    public static IReadOnlyDictionary<string, Func<LineArguments, string>> Chinese { get; } = new Dictionary<string, Func<LineArguments, string>>
    {
        ["execute.started"] = a => $"开始执行“{a["title"]}”：{a["tasks"]} 个任务，最多同时进行 {a["concurrency"]} 个。",
        ["execute.resumed"] = a =>
            $"从上次尝试停下的地方继续：{a["done"]} 个任务已结束，还有 {a["queue_remaining"]} 个{(a.Number("taken_up") is > 0 and var taken ? $"，其中 {taken} 个重新开始" : "")}。",
        ["execute.stopping"] = _ => "停止：有任务失败，按要求不再开始其他任务。",
        ["execute.finished"] = a => a["reason"] == "completed" ? $"完成：{Done(a)}。" : $"完成：{Done(a)}；{ReasonText.Of(a["reason"]).Chinese}。",
        ["execute.failed"] = a => $"失败：{ErrorText.Chinese(a["error"])}（{Done(a)}）",
        ["execute.cancelled"] = a => $"已取消：{Done(a)}。",
        ["writer.chosen"] = a => a["reason"] switch
        {
            "configured" => $"执行方式：{a["host"]} 上的语言模型 {a["model"]}。",
            "not_configured" => "执行方式：离线规则，因为没有配置语言模型（Llm:ApiKey 或 Llm:BaseUrl）。写出的是可据此着手的笔记，并非完成的成果。",
            _ => "执行方式：离线规则（由 Execution:Writer 指定）。写出的是可据此着手的笔记，并非完成的成果。",
        },
        ["task.started"] = a => a["kind"] == "summary" ? $"正在汇总“{a["title"]}”。" : $"正在处理“{a["title"]}”。",
        ["task.repair"] = a => $"“{a["title"]}”的回答为空，再次提问（第 {a["repair"]} 次，最多 {a["max_repairs"]} 次）。",
        ["task.cut_off"] = a => $"“{a["title"]}”的回答达到模型的输出上限，结尾缺失。",
        ["task.continued"] = a => $"“{a["title"]}”的回答达到模型的输出上限，请模型继续（第 {a["part"]} 次，最多 {a["max_parts"]} 次）。",
        ["task.inputs_prepared"] = a => $"“{a["title"]}”所依据的内容只是准备好，尚未完成：{a["inputs"]}。",
        ["task.prepared"] = a => $"“{a["title"]}”已准备好，仍需由人来完成（{a["done"]}/{a["total"]}）。",
        ["summary.prepared"] = a => $"“{a["title"]}”已汇总；其下准备好的事项仍需由人来完成（{a["done"]}/{a["total"]}）。",
        ["document.started"] = a => $"正在将 {a["results"]} 个结果汇编为最终文档。",
        ["document.failed"] = a => $"模型未能写出最终文档：{ErrorText.Chinese(a["error"])} 改由规则汇编。",
        ["document.completed"] = _ => "最终文档已写好。",
        ["task.completed"] = a => $"“{a["title"]}”已完成（{a["done"]}/{a["total"]}）。",
        ["summary.completed"] = a => $"“{a["title"]}”已汇总完成（{a["done"]}/{a["total"]}）。",
        ["task.failed"] = a => $"“{a["title"]}”失败：{Reason(a["error"])}",
        ["task.skipped"] = a => $"跳过“{a["title"]}”：{Reason(a["reason"])}",
        ["task.returned"] = a => $"“{a["title"]}”未完成，恢复为{StatusOf(a["status"])}。",
        ["parent.left_open"] = a => $"“{a["title"]}”无法收尾：{Reason(a["reason"])}",
    };

    /// <summary>Why a task failed or was skipped, as far as the server words it itself.</summary>
    public static string Reason(string reason) => Known(reason) ?? ErrorText.Chinese(reason);

    /// <summary>Null for a reason that is none of an execution's own.</summary>
    public static string? Known(string reason)
    {
        if (DependsOn().Match(reason) is { Success: true } on)
        {
            return $"它依赖“{on.Groups["title"].Value}”，而后者{on.Groups["state"].Value switch { "failed" => "已失败", "was skipped" => "被跳过", "is prepared, but not done yet" => "已准备好但尚未完成", _ => "尚未完成" }}。";
        }

        if (Below().Match(reason) is { Success: true } below)
        {
            var skipped = below.Groups["more"].Success ? $"，{below.Groups["more"].Value} 个被跳过" : "";
            return $"其下 {below.Groups["all"].Value} 个任务中有 {below.Groups["some"].Value} 个{(below.Groups["state"].Value == "failed" ? "失败" : "被跳过")}{skipped}。";
        }

        return WaitsForItself().Match(reason) is { Success: true } way ? $"它在等待自己：{way.Groups["way"].Value}。" : null;
    }

    private static string Done(LineArguments a) => $"完成 {a["completed"]} 个任务{(a.Find("prepared") is not null && a.Number("prepared") is > 0 and var prepared ? $"，为人准备好 {prepared} 个" : "")}，汇总 {a["summaries"]} 个上级任务"
        + (a.Number("failed") is > 0 and var failed ? $"，{failed} 个失败" : "")
        + (a.Number("skipped") is > 0 and var skipped ? $"，{skipped} 个跳过" : "")
        + (a.Number("not_reached") is > 0 and var left ? $"，{left} 个未轮到" : "");

    private static string StatusOf(string status) => PlanTaskStatuses.Of(PlanTaskStatuses.Parse(status)).Label.Chinese;

    [GeneratedRegex("^It depends on \"(?<title>.*)\", which (?<state>failed|was skipped|is prepared, but not done yet|is not completed)\\.$", RegexOptions.Singleline)]
    private static partial Regex DependsOn();

    [GeneratedRegex(@"^(?<some>\d+) of the (?<all>\d+) tasks below it (?:were |was )?(?<state>failed|skipped)(?:, (?<more>\d+) skipped)?\.$")]
    private static partial Regex Below();

    [GeneratedRegex("^It waits for itself: (?<way>.*)\\.$", RegexOptions.Singleline)]
    private static partial Regex WaitsForItself();
}
