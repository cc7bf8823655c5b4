using System.Text.RegularExpressions;

namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Lines of jobs across plans (export, import, copy, reindex), and of jobs that start others.</summary>
internal static partial class AcrossPlansLineText
{
    public static IReadOnlyDictionary<string, Func<LineArguments, string>> Chinese { get; } = new Dictionary<string, Func<LineArguments, string>>
    {
        ["child.started"] = a => $"已启动子作业：{Wish(a["what"])}",
        ["child.ended"] = a => $"{Wish(a["what"])}：{StatusOf(a["status"])}{(a.Find("error") is { } error ? $"：{ErrorText.Chinese(error)}" : "。")}",
        ["export.started"] = a => $"开始导出 {a["plans"]} 个计划，格式 {a["format"]}。",
        ["export.plan"] = a => $"“{a["title"]}”（{a["tasks"]} 个任务）已写入文件。",
        ["export.missing"] = a => $"计划 {a["plan_id"]} 已不存在，略过。",
        ["export.finished"] = a => $"完成：{a["plans"]} 个计划已导出到“{a["file_name"]}”（{a["bytes"]} 字节）。",
        ["export.cancelled"] = _ => "已取消，没有生成文件。",
        ["import.started"] = a => $"正在读取 {a["bytes"]} 字节的文档。",
        ["import.read"] = a => $"文档格式为 {a["format"]}，含 {a["plans"]} 个计划、{a["tasks"]} 个任务。",
        ["import.warning"] = Note,
        ["import.error"] = Note,
        ["import.finished"] = a => a.Find("title") is { } title
            ? $"完成：计划“{title}”，{a["tasks"]} 个任务。"
            : $"完成：已导入 {a["plans"]} 个计划{(a.Number("failed") is > 0 and var failed ? $"，{failed} 个失败" : "")}。",
        ["import.failed"] = a => a.Number("errors") is > 0 ? $"没有导入任何内容：{a["error"]}" : $"失败：{a["failed"]} 个计划均未能导入。",
        ["import.cancelled"] = a => $"已取消：已导入 {a["plans"]} 个计划。",
        ["plan.created"] = a => $"已创建计划“{a["title"]}”，{a["tasks"]} 个任务。",
        ["duplicate.started"] = a => $"正在复制“{a["title"]}”。",
        ["duplicate.finished"] = a => $"完成：副本为“{a["title"]}”。",
        ["reindex.started"] = a => $"开始将 {a["plans"]} 个计划重新读入索引。",
        ["reindex.corrected"] = a => $"计划 {a["plan_id"]} 在索引中的内容与文件不一致，已更正。",
        ["reindex.adopted"] = a => $"索引中缺少计划 {a["plan_id"]}，已补上。",
        ["reindex.skipped"] = a => $"计划 {a["plan_id"]} 保持原样：{a["reason"]}",
        ["reindex.finished"] = a => $"完成：{Reindexed(a)}。",
        ["reindex.cancelled"] = a => $"已取消：{Reindexed(a)}。",
    };

    /// <summary>What the server writes into the first line of these jobs; others' stays.</summary>
    public static string Wish(string what) => what switch
    {
        "export all plans" => "导出全部计划",
        "import a plan" => "导入计划",
        "read all plans into the index again" => "将全部计划重新读入索引",
        _ when Export().Match(what) is { Success: true } export => $"导出 {export.Groups[1].Value} 个计划",
        _ when Import().Match(what) is { Success: true } import => $"导入“{import.Groups[1].Value}”",
        _ when Copy().Match(what) is { Success: true } copy => $"复制“{copy.Groups[1].Value}”",
        _ => what,
    };

    /// <summary>What is the matter with a document, by the code of docs/export-and-import.md.</summary>
    public static string FaultOf(string code) => code switch
    {
        "empty" => "文档没有内容",
        "not_json" => "不是有效的 JSON",
        "not_ours" => "不是本程序的 JSON 格式",
        "not_zip" => "不是可读取的 zip",
        "not_text" => "文字编码有误",
        "wrong_kind" => "值的类型不对",
        "missing" => "缺少必需的内容",
        "duplicate_id" => "id 重复",
        "title" => "标题缺失或无效",
        "too_long" => "文字过长",
        "too_deep" => "层级过深",
        "too_many" => "数量过多",
        "out_of_range" => "数值超出范围",
        "not_storable" => "含有无法保存的字符",
        "unknown_status" => "状态无法识别",
        "indentation" => "缩进与上面任何一项都对不上",
        "unclosed" => "没有结束标记",
        "unknown_dependency" => "依赖的任务不存在",
        "ambiguous_dependency" => "依赖的编号对应多个任务",
        "dependency_cycle" => "任务互相等待",
        "unknown_field" => "不认识的字段，已略过",
        "newer_version" => "由更新的版本写成",
        "left_out" => "已略过",
        "table" => "表格已读作任务",
        _ => code,
    };

    private static string Note(LineArguments a)
    {
        var place = a.Find("line") is { } line ? $"第 {line} 行" : a.Find("path");
        var where = string.Join("，", new[] { a.Find("file"), place }.Where(part => part is not null));
        return $"{(where.Length == 0 ? "" : $"{where}：")}{FaultOf(a["fault"])}（{a["reason"]}）";
    }

    private static string StatusOf(string status) => status switch
    {
        "succeeded" => "成功",
        "failed" => "失败",
        "cancelled" => "已取消",
        _ => status,
    };

    private static string Reindexed(LineArguments a)
    {
        var mended = (a.Number("corrected") ?? 0) + (a.Number("adopted") ?? 0) + (a.Number("adopted_jobs") ?? 0) + (a.Number("removed_jobs") ?? 0);
        return $"已读取 {a["plans"]} 个计划、{a["jobs"]} 个作业，更正索引 {mended} 行，{a["skipped"]} 个计划保持原样";
    }

    [GeneratedRegex("^export ([0-9]+) plans?$")]
    private static partial Regex Export();

    [GeneratedRegex("^import \"(.*)\"$", RegexOptions.Singleline)]
    private static partial Regex Import();

    [GeneratedRegex("^copy \"(.*)\"$", RegexOptions.Singleline)]
    private static partial Regex Copy();
}
