using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Every line that jobs across plans log: its code, its arguments and its English text. Pages translate by code and arguments.</summary>
/// <remarks>
/// Reasons and errors are English; <c>fault</c> is the code of a document's note, see docs/export-and-import.md. Children: <see cref="ChildJobs"/>.
/// <list type="table">
/// <item><term>export.started</term><description>format, plans</description></item>
/// <item><term>export.plan</term><description>plan_id, title, tasks, done, queue_remaining</description></item>
/// <item><term>export.missing</term><description>plan_id</description></item>
/// <item><term>export.finished</term><description>file_name, bytes, plans, tasks, missing</description></item>
/// <item><term>export.cancelled</term><description>done, plans</description></item>
/// <item><term>import.started</term><description>format, bytes</description></item>
/// <item><term>import.read</term><description>format, plans, tasks, warnings</description></item>
/// <item><term>import.warning, import.error</term><description>fault, file, line, path, reason</description></item>
/// <item><term>import.finished</term><description>plans, tasks, failed, plan_id and title (of one plan; null for several)</description></item>
/// <item><term>import.failed</term><description>errors, failed, error</description></item>
/// <item><term>import.cancelled</term><description>plans, failed</description></item>
/// <item><term>plan.created</term><description>plan_id, title, tasks</description></item>
/// <item><term>duplicate.started</term><description>plan_id, title</description></item>
/// <item><term>duplicate.finished</term><description>plan_id, source_plan_id, title, tasks</description></item>
/// <item><term>reindex.started</term><description>plans</description></item>
/// <item><term>reindex.corrected, reindex.adopted</term><description>plan_id</description></item>
/// <item><term>reindex.skipped</term><description>plan_id, reason</description></item>
/// <item><term>reindex.finished, reindex.cancelled</term><description>plans, jobs, corrected, adopted, adopted_jobs, removed_jobs, skipped</description></item>
/// </list>
/// </remarks>
internal static class AcrossPlansLog
{
    public const string ExportStarted = "export.started";
    public const string ExportedPlan = "export.plan";
    public const string ExportMissing = "export.missing";
    public const string ImportStarted = "import.started";
    public const string ImportRead = "import.read";
    public const string ImportWarning = "import.warning";
    public const string ImportError = "import.error";
    public const string DuplicateStarted = "duplicate.started";
    public const string ReindexStarted = "reindex.started";
    public const string ExportFinished = "export.finished";
    public const string ExportCancelled = "export.cancelled";
    public const string ImportFinished = "import.finished";
    public const string ImportFailed = "import.failed";
    public const string ImportCancelled = "import.cancelled";
    public const string DuplicateFinished = "duplicate.finished";
    public const string ReindexFinished = "reindex.finished";
    public const string ReindexCancelled = "reindex.cancelled";

    public static readonly WorkCode PlanCreated = new("plan.created");
    public static readonly WorkCode ReindexAdopted = new("reindex.adopted");
    public static readonly WorkCode ReindexCorrected = new("reindex.corrected");
    public static readonly WorkCode ReindexSkipped = new("reindex.skipped");

    public static void LogExportStarted(this JobContext job, string format, int plans) => job.Log(
        JobLogLevel.Info, ExportStarted, $"Exporting {Count(plans, "plan")} as {format}.", ("format", format), ("plans", plans));

    public static void LogExported(this JobContext job, Plan plan, int done, int remaining) => job.Log(
        JobLogLevel.Info, ExportedPlan, $"\"{plan.Title}\" with {Count(plan.TaskCount, "task")} is in the file.",
        ("plan_id", plan.PlanId), ("title", plan.Title), ("tasks", plan.TaskCount), ("done", done), ("queue_remaining", remaining));

    public static void LogExportMissing(this JobContext job, long planId) => job.Log(
        JobLogLevel.Warning, ExportMissing, $"Plan {planId} is gone and left out.", ("plan_id", planId));

    public static void LogImportStarted(this JobContext job, ImportParams import) => job.Log(
        JobLogLevel.Info, ImportStarted, $"Reading a document of {import.Bytes} bytes.", ("format", import.Format), ("bytes", import.Bytes));

    public static void LogImportRead(this JobContext job, DocumentReading reading)
    {
        var tasks = reading.Plans.Sum(plan => plan.Tasks.Count);
        job.Log(
            JobLogLevel.Info, ImportRead, $"The document is {reading.Format} and holds {Count(reading.Plans.Count, "plan")} with {Count(tasks, "task")}.",
            ("format", reading.Format), ("plans", reading.Plans.Count), ("tasks", tasks), ("warnings", reading.Warnings.Count));
    }

    public static void LogNote(this JobContext job, JobLogLevel level, DocumentNote note) => job.Log(
        level, level == JobLogLevel.Error ? ImportError : ImportWarning, Say(note),
        ("fault", note.Code), ("file", note.File), ("line", note.Line), ("path", note.Path), ("reason", note.Reason));

    public static WorkLine Created(Plan plan) => new(
        JobLogLevel.Info, PlanCreated, $"Made the plan \"{plan.Title}\" with {Count(plan.TaskCount, "task")}.",
        ("plan_id", plan.PlanId), ("title", plan.Title), ("tasks", plan.TaskCount));

    public static void LogDuplicateStarted(this JobContext job, Plan plan) => job.Log(
        JobLogLevel.Info, DuplicateStarted, $"Copying \"{plan.Title}\".", ("plan_id", plan.PlanId), ("title", plan.Title));

    public static void LogReindexStarted(this JobContext job, int plans) => job.Log(
        JobLogLevel.Info, ReindexStarted, $"Reading {Count(plans, "plan")} into the index again.", ("plans", plans));

    public static WorkLine Changed(long planId, bool isAdopted) => new(
        JobLogLevel.Info, isAdopted ? ReindexAdopted : ReindexCorrected,
        isAdopted ? $"Plan {planId} was missing from the index." : $"Plan {planId} was not in the index as it is in its file.", ("plan_id", planId));

    public static WorkLine Skipped(long planId, string reason) => new(
        JobLogLevel.Warning, ReindexSkipped, $"Plan {planId} is left as it is: {reason}", ("plan_id", planId), ("reason", reason));

    /// <summary>The note with its place, as one sentence.</summary>
    public static string Say(DocumentNote note)
    {
        var place = (note.Line, note.Path) switch
        {
            ({ } line, _) => $"Line {line}",
            (_, { } path) => path,
            _ => null,
        };
        var where = string.Join(", ", new[] { note.File, place }.Where(part => part is not null));
        return where.Length == 0 ? note.Reason : $"{where}: {note.Reason}";
    }

    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
