using System.Globalization;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Results;

/// <summary>What came of an export, an import, a copy, or of reading files into the index again.</summary>
internal static class AcrossPlansText
{
    public static readonly Text Download = new("Download {0}", "下载 {0}");
    public static readonly Text FileIsKeptForAWhile = new("The file is kept for some days. After that, export again.", "文件会保留数天，过期后请重新导出。");
    public static readonly Text GoneMeanwhile = new("Not in it, because deleted before their turn: {0}.", "以下内容在轮到之前已被删除，不在文件中：{0}。");
    public static readonly Text FailedPlans = new("Could not be imported:", "未能导入：");
    public static readonly Text Errors = new("Faults:", "错误：");
    public static readonly Text Warnings = new("Read with these reservations:", "读取时有以下情况：");
    public static readonly Text Corrected = new("Index put right: {0} plans differed, {1} plans and {2} jobs were missing, {3} rows of jobs were superfluous.", "已更正索引：{0} 个计划不一致，缺少 {1} 个计划和 {2} 个作业，多余 {3} 行作业。");
    public static readonly Text SkippedPlans = new("Left as they are:", "保持原样：");
    public static readonly Text PlanNumber = new("Plan {0}", "计划 {0}");

    public static string Of(Localizer l, ExportResult result) => l[new Text("Exported: {0} with {1}.", "已导出 {0}，共 {1}。"), Plans(l, result.PlanIds.Count), Tasks(l, result.Tasks)];

    public static string Of(Localizer l, ImportResult result) => result switch
    {
        { Plans: [var only], FailedPlans.Count: 0 } => l[new Text("Imported: “{0}” with {1}.", "已导入“{0}”，共 {1}。"), only.Title, Tasks(l, only.TaskCount)],
        { FailedPlans.Count: > 0 and var failed } => l[new Text("Imported: {0}; {1} failed.", "已导入 {0}，{1} 个失败。"), Plans(l, result.Plans.Count), failed],
        _ => l[new Text("Imported: {0}.", "已导入 {0}。"), Plans(l, result.Plans.Count)],
    };

    public static string NothingImported(Localizer l, int faults) => JobOutcomeText.Count(
        l, faults, new("Nothing was imported: the document has a fault.", "没有导入任何内容：文档有 1 处错误。"), new("Nothing was imported: the document has {0} faults.", "没有导入任何内容：文档有 {0} 处错误。"));

    public static string Of(Localizer l, DuplicateResult result) => l[new Text("Copied as “{0}” with {1}.", "副本为“{0}”，共 {1}。"), result.Title, Tasks(l, result.TaskCount)];

    public static string Of(Localizer l, ReindexResult result)
    {
        var read = l[new Text("{0} and {1} read", "已读取 {0}、{1}"), Plans(l, result.Plans), Jobs(l, result.Jobs)];
        return HasCorrected(result)
            ? l[new Text("{0}; the index was put right.", "{0}，索引已更正。"), read]
            : l[new Text("{0}; the index was right.", "{0}，索引无误。"), read];
    }

    public static bool HasCorrected(ReindexResult result) => result is not { CorrectedPlans: 0, AdoptedPlans: 0, AdoptedJobs: 0, RemovedJobs: 0 };

    public static string Plans(Localizer l, int count) => JobOutcomeText.Count(l, count, new("1 plan", "1 个计划"), new("{0} plans", "{0} 个计划"));

    public static string Tasks(Localizer l, int count) => JobOutcomeText.Count(l, count, new("1 task", "1 个任务"), new("{0} tasks", "{0} 个任务"));

    /// <summary>A file's size, such as 12.3 KB.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000d:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000d:0.#} MB"),
    };

    private static string Jobs(Localizer l, int count) => JobOutcomeText.Count(l, count, new("1 job", "1 个作业"), new("{0} jobs", "{0} 个作业"));
}
