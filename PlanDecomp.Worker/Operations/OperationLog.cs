using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Operations;

/// <summary>Every line an operation logs: its code, its arguments and its English text. Pages translate by code and arguments.</summary>
/// <remarks>
/// <c>task_id</c> is null for the plan itself. Lines about calls and the planner are those of a decomposition.
/// <list type="table">
/// <item><term>operation.started</term><description>operation, task_id, title, commit, tasks (of the part it works on)</description></item>
/// <item><term>operation.resumed</term><description>operation, attempt, answers (that need not be asked for again), llm_calls</description></item>
/// <item><term>operation.step</term><description>operation, done, total (calls; for an operation in several)</description></item>
/// <item><term>operation.part_failed</term><description>operation, tasks, error</description></item>
/// <item><term>operation.left_out</term><description>operation, tasks, titles (one text, "; " between): of these the answer said nothing usable</description></item>
/// <item><term>operation.rebased</term><description>operation, differences, dropped: someone changed the plan meanwhile</description></item>
/// <item><term>operation.applied</term><description>operation, change_set_id, changes</description></item>
/// <item><term>operation.dependencies_dropped</term><description>operation, dependencies (how many), titles (one text, "; " between, each "a → b": b waited for a)</description></item>
/// <item><term>operation.proposed</term><description>operation, proposal_id, changes</description></item>
/// <item><term>operation.finished, operation.failed, operation.cancelled</term><description>operation, changes, failed, reason, change_set_id, proposal_id, score (of check_quality), hours (of estimate), error (of operation.failed)</description></item>
/// </list>
/// </remarks>
internal static class OperationLog
{
    private const int MostTitles = 20;

    public const string Started = "operation.started";
    public const string Resumed = "operation.resumed";
    public const string PartFailed = "operation.part_failed";
    public const string Finished = "operation.finished";
    public const string Failed = "operation.failed";
    public const string Cancelled = "operation.cancelled";

    public static readonly WorkCode Step = new("operation.step");
    public static readonly WorkCode LeftOut = new("operation.left_out");
    public static readonly WorkCode Rebased = new("operation.rebased");
    public static readonly WorkCode Applied = new("operation.applied");
    public static readonly WorkCode DependenciesDropped = new("operation.dependencies_dropped");
    public static readonly WorkCode Proposed = new("operation.proposed");

    public static void LogStarted(this JobContext job, OperationDescriptor operation, string title, string commit, int tasks) => job.Log(
        JobLogLevel.Info, Started, $"{operation.Words.Doing.English} \"{title}\"{(commit == CommitMode.Review ? ", to be looked at first" : "")}.",
        ("operation", operation.Name), ("task_id", job.Job.TargetTaskId), ("title", title), ("commit", commit), ("tasks", tasks));

    public static void LogResumed(this JobContext job, string operation, int answers, int calls) => job.Log(
        JobLogLevel.Info, Resumed, $"Going on where the attempt before stopped: {answers} {(answers == 1 ? "answer is" : "answers are")} there.",
        ("operation", operation), ("attempt", job.Job.Attempt), ("answers", answers), ("llm_calls", calls));

    public static WorkLine Stepped(string operation, int done, int total) => new(
        JobLogLevel.Info, Step, $"{done} of {total} parts are done.", ("operation", operation), ("done", done), ("total", total));

    public static void LogPartFailed(this JobContext job, string operation, int tasks, string error) => job.Log(
        JobLogLevel.Error, PartFailed, $"{tasks} {(tasks == 1 ? "task stays as it is" : "tasks stay as they are")}: {error}",
        ("operation", operation), ("tasks", tasks), ("error", error));

    public static WorkLine LeftOutOf(string operation, IReadOnlyList<PlanTaskNode> tasks)
    {
        var titles = string.Join("; ", tasks.Select(task => task.Title));
        return new(
            JobLogLevel.Warning, LeftOut, $"The answer could be used in part only. {tasks.Count} {(tasks.Count == 1 ? "task stays as it is" : "tasks stay as they are")}: {titles}.",
            ("operation", operation), ("tasks", tasks.Count), ("titles", titles));
    }

    public static WorkLine RebasedOn(string operation, int differences, int dropped) => new(
        JobLogLevel.Warning, Rebased,
        $"Someone changed the plan meanwhile ({differences} {(differences == 1 ? "difference" : "differences")}); {dropped} {(dropped == 1 ? "change does" : "changes do")} not fit any more.",
        ("operation", operation), ("differences", differences), ("dropped", dropped));

    public static WorkLine Dropped(string operation, IReadOnlyList<DroppedDependency> dropped)
    {
        var titles = string.Join("; ", dropped.Take(MostTitles).Select(dependency => $"{dependency.DependsOnTitle} → {dependency.Title}")) + (dropped.Count > MostTitles ? "; …" : "");
        return new(
            JobLogLevel.Warning, DependenciesDropped,
            $"{dropped.Count} {(dropped.Count == 1 ? "dependency between what goes and what stays goes" : "dependencies between what goes and what stays go")} along: {titles}.",
            ("operation", operation), ("dependencies", dropped.Count), ("titles", titles));
    }

    public static WorkLine AppliedAs(string operation, long changeSetId, int changes) => new(
        JobLogLevel.Info, Applied, $"{changes} {(changes == 1 ? "task" : "tasks")} changed. It can be undone.",
        ("operation", operation), ("change_set_id", changeSetId), ("changes", changes));

    public static WorkLine ProposedAs(string operation, long proposalId, int changes) => new(
        JobLogLevel.Info, Proposed, $"{changes} {(changes == 1 ? "change waits" : "changes wait")} to be accepted or rejected.",
        ("operation", operation), ("proposal_id", proposalId), ("changes", changes));
}
