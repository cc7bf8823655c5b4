using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Budgets;

namespace PlanDecomp.Worker.Execution;

/// <summary>Every line an execution logs: its code, its arguments and its English text. Pages translate by code and arguments.</summary>
/// <remarks>
/// Lines about one task carry <c>task_id</c> and <c>title</c>. Between them stand those of <see cref="LlmLines"/> and <see cref="BudgetLines"/>.
/// <list type="table">
/// <item><term>execute.started</term><description>mode, task_id (null: the whole plan), title, tasks, only_failed, include_completed, concurrency, on_failure, llm_call_budget, token_budget, cost_budget, time_budget_seconds</description></item>
/// <item><term>execute.resumed</term><description>attempt, done, taken_up (tasks in flight when the attempt before ended), queue_remaining, llm_calls</description></item>
/// <item><term>writer.chosen</term><description>writer, model, host, reason (configured, not_configured, chosen)</description></item>
/// <item><term>task.started</term><description>kind (work, summary)</description></item>
/// <item><term>task.repair</term><description>repair, max_repairs</description></item>
/// <item><term>task.cut_off</term><description>(the model's output limit ended its answer)</description></item>
/// <item><term>task.completed, summary.completed</term><description>characters, done, total</description></item>
/// <item><term>task.failed</term><description>kind, error</description></item>
/// <item><term>task.skipped</term><description>cause (the id of the task it waited for), reason</description></item>
/// <item><term>task.returned</term><description>status (what it goes back to), reason</description></item>
/// <item><term>parent.left_open</term><description>status (failed, skipped; pending: as it was), reason</description></item>
/// <item><term>execute.stopping</term><description>reason (task_failed), queue_remaining</description></item>
/// <item><term>execute.finished, execute.failed, execute.cancelled</term><description>completed, summaries, failed, skipped, not_reached, reason, error (of execute.failed)</description></item>
/// </list>
/// </remarks>
internal static class ExecuteLog
{
    public const string Started = "execute.started";
    public const string Resumed = "execute.resumed";
    public const string Stopping = "execute.stopping";
    public const string Finished = "execute.finished";
    public const string Failed = "execute.failed";
    public const string Cancelled = "execute.cancelled";
    public const string WriterChosen = "writer.chosen";
    public const string TaskRepair = "task.repair";
    public const string TaskCutOff = "task.cut_off";

    public static readonly WorkCode TaskStarted = new("task.started");
    public static readonly WorkCode TaskCompleted = new("task.completed");
    public static readonly WorkCode TaskFailed = new("task.failed");
    public static readonly WorkCode TaskSkipped = new("task.skipped");
    public static readonly WorkCode TaskReturned = new("task.returned");
    public static readonly WorkCode SummaryCompleted = new("summary.completed");
    public static readonly WorkCode ParentLeftOpen = new("parent.left_open");

    public static void LogStarted(this JobContext job, long? taskId, string title, int tasks, ExecuteParams limits) => job.Log(
        JobLogLevel.Info, Started, $"Executing \"{title}\": {tasks} {(tasks == 1 ? "task" : "tasks")}, up to {limits.Concurrency} at a time.",
        ("mode", job.Job.Mode), ("task_id", taskId), ("title", title), ("tasks", tasks),
        ("only_failed", limits.OnlyFailed), ("include_completed", limits.IncludeCompleted), ("concurrency", limits.Concurrency), ("on_failure", limits.OnFailure),
        ("llm_call_budget", limits.LlmCallBudget), ("token_budget", limits.TokenBudget), ("cost_budget", limits.CostBudget), ("time_budget_seconds", limits.TimeBudgetSeconds));

    public static void LogResumed(this JobContext job, ExecuteWalk walk, int takenUp, RunUsage usage) => job.Log(
        JobLogLevel.Info, Resumed,
        $"Going on where the attempt before stopped: {walk.Done} tasks at their end, {walk.Remaining} to go{(takenUp > 0 ? $", {takenUp} of them taken up again" : "")}.",
        ("attempt", job.Job.Attempt), ("done", walk.Done), ("taken_up", takenUp), ("queue_remaining", walk.Remaining), ("llm_calls", usage.Calls));

    public static void LogWriter(this JobContext job, ChosenWriter chosen) => job.Log(
        JobLogLevel.Info, WriterChosen, chosen.Description,
        ("writer", chosen.Writer.Name), ("model", chosen.Writer.Model), ("host", chosen.Host), ("reason", chosen.Reason));

    public static WorkLine StartedOn(PlanTaskNode task) => new(
        JobLogLevel.Debug, TaskStarted, task.Children.Count > 0 ? $"Summing up \"{task.Title}\"." : $"Working on \"{task.Title}\".",
        ("task_id", task.TaskId), ("title", task.Title), ("kind", KindOf(task)));

    public static void LogTaskRepair(this JobContext job, CallSubject about, int repair, int maxRepairs) => job.Log(
        JobLogLevel.Warning, TaskRepair, $"The answer for \"{about.Title}\" is empty. Asking again ({repair} of {maxRepairs}).",
        ("task_id", about.TaskId), ("title", about.Title), ("repair", repair), ("max_repairs", maxRepairs));

    public static void LogCutOff(this JobContext job, CallSubject about) => job.Log(
        JobLogLevel.Warning, TaskCutOff, $"The answer for \"{about.Title}\" reached the model's output limit: its end is missing.",
        ("task_id", about.TaskId), ("title", about.Title));

    public static WorkLine Completed(PlanTaskNode task, int characters, int done, int total)
    {
        var isSummary = task.Children.Count > 0;
        return new(
            JobLogLevel.Info, isSummary ? SummaryCompleted : TaskCompleted,
            isSummary ? $"\"{task.Title}\" is closed with a summary ({done} of {total})." : $"\"{task.Title}\" is done ({done} of {total}).",
            ("task_id", task.TaskId), ("title", task.Title), ("characters", characters), ("done", done), ("total", total));
    }

    public static WorkLine FailedAt(PlanTaskNode task, string error) => new(
        JobLogLevel.Error, TaskFailed, $"\"{task.Title}\" failed: {error}",
        ("task_id", task.TaskId), ("title", task.Title), ("kind", KindOf(task)), ("error", error));

    public static WorkLine Skipped(PlanTaskNode task, long cause, string reason) => new(
        JobLogLevel.Warning, TaskSkipped, $"\"{task.Title}\" is skipped: {reason}",
        ("task_id", task.TaskId), ("title", task.Title), ("cause", cause), ("reason", reason));

    public static WorkLine Returned(PlanTaskNode task, PlanTaskStatus to, string reason) => new(
        JobLogLevel.Info, TaskReturned, $"\"{task.Title}\" is not finished and goes back to {to.ToName()}: {reason}",
        ("task_id", task.TaskId), ("title", task.Title), ("status", to.ToName()), ("reason", reason));

    public static WorkLine LeftOpen(PlanTaskNode task, PlanTaskStatus status, string reason) => new(
        JobLogLevel.Warning, ParentLeftOpen, $"\"{task.Title}\" cannot be closed: {reason}",
        ("task_id", task.TaskId), ("title", task.Title), ("status", status.ToName()), ("reason", reason));

    public static void LogStopping(this JobContext job, int waiting) => job.Log(
        JobLogLevel.Warning, Stopping, "Stopping: a task failed, and nothing more is to be started then.",
        ("reason", StopReasons.TaskFailed), ("queue_remaining", waiting));

    private static string KindOf(PlanTaskNode task) => task.Children.Count > 0 ? TaskResultKind.Summary : TaskResultKind.Work;
}
