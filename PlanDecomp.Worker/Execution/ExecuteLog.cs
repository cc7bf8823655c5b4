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
/// <item><term>execute.started</term><description>mode, task_id (null: the whole plan), title, tasks, only_failed, include_completed, only_stale, outside_dependencies, concurrency, on_failure, on_prepared, llm_call_budget, token_budget, cost_budget, time_budget_seconds</description></item>
/// <item><term>execute.resumed</term><description>attempt, done, taken_up (tasks in flight when the attempt before ended), queue_remaining, llm_calls</description></item>
/// <item><term>writer.chosen</term><description>writer, model, host, reason (configured, not_configured, chosen)</description></item>
/// <item><term>task.started</term><description>kind (work, summary)</description></item>
/// <item><term>task.repair</term><description>repair, max_repairs</description></item>
/// <item><term>task.continued</term><description>part, max_parts (the model's output limit ended its answer: it goes on with it)</description></item>
/// <item><term>task.cut_off</term><description>(the end of the result is missing for good)</description></item>
/// <item><term>task.completed, summary.completed, task.prepared, summary.prepared</term><description>characters, done, total</description></item>
/// <item><term>task.inputs_prepared</term><description>inputs (titles of what it builds on that is only prepared, "; " between)</description></item>
/// <item><term>document.started</term><description>results (that go into it)</description></item>
/// <item><term>document.failed</term><description>error (rules put it together instead)</description></item>
/// <item><term>document.completed</term><description>characters, writer</description></item>
/// <item><term>task.failed</term><description>kind, error</description></item>
/// <item><term>task.skipped</term><description>cause (the id of the task it waited for), reason</description></item>
/// <item><term>task.returned</term><description>status (what it goes back to), reason</description></item>
/// <item><term>parent.left_open</term><description>status (failed, skipped; pending: as it was), reason</description></item>
/// <item><term>execute.stopping</term><description>reason (task_failed), queue_remaining</description></item>
/// <item><term>execute.finished, execute.failed, execute.cancelled</term><description>completed, prepared, summaries, failed, skipped, not_reached, reason, error (of execute.failed)</description></item>
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
    public const string TaskContinued = "task.continued";
    public const string InputsPrepared = "task.inputs_prepared";
    public const string DocumentStarted = "document.started";
    public const string DocumentFailed = "document.failed";

    public static readonly WorkCode TaskStarted = new("task.started");
    public static readonly WorkCode TaskCompleted = new("task.completed");
    public static readonly WorkCode TaskPrepared = new("task.prepared");
    public static readonly WorkCode SummaryPrepared = new("summary.prepared");
    public static readonly WorkCode DocumentCompleted = new("document.completed");
    public static readonly WorkCode TaskFailed = new("task.failed");
    public static readonly WorkCode TaskSkipped = new("task.skipped");
    public static readonly WorkCode TaskReturned = new("task.returned");
    public static readonly WorkCode SummaryCompleted = new("summary.completed");
    public static readonly WorkCode ParentLeftOpen = new("parent.left_open");

    public static void LogStarted(this JobContext job, long? taskId, string title, int tasks, ExecuteParams limits) => job.Log(
        JobLogLevel.Info, Started, $"Executing \"{title}\": {tasks} {(tasks == 1 ? "task" : "tasks")}, up to {limits.Concurrency} at a time.",
        ("mode", job.Job.Mode), ("task_id", taskId), ("title", title), ("tasks", tasks),
        ("only_failed", limits.OnlyFailed), ("include_completed", limits.IncludeCompleted), ("only_stale", limits.OnlyStale),
        ("outside_dependencies", limits.OutsideDependencies), ("concurrency", limits.Concurrency), ("on_failure", limits.OnFailure), ("on_prepared", limits.OnPrepared),
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

    public static void LogContinued(this JobContext job, CallSubject about, int part, int maxParts) => job.Log(
        JobLogLevel.Info, TaskContinued, $"The answer for \"{about.Title}\" reached the model's output limit: it is asked to go on ({part} of at most {maxParts}).",
        ("task_id", about.TaskId), ("title", about.Title), ("part", part), ("max_parts", maxParts));

    public static void LogInputsPrepared(this JobContext job, PlanTaskNode task, IReadOnlyList<string> inputs) => job.Log(
        JobLogLevel.Info, InputsPrepared, $"\"{task.Title}\" builds on what is only prepared, and not done: {string.Join("; ", inputs)}.",
        ("task_id", task.TaskId), ("title", task.Title), ("inputs", string.Join("; ", inputs)));

    public static void LogDocumentStarted(this JobContext job, int results) => job.Log(
        JobLogLevel.Info, DocumentStarted, $"Putting the final document together from {results} results.", ("results", results));

    public static void LogDocumentFailed(this JobContext job, string error) => job.Log(
        JobLogLevel.Warning, DocumentFailed, $"The model brought no final document: {error} Rules put it together instead.", ("error", error));

    public static WorkLine Documented(FinalDocument document) => new(
        JobLogLevel.Info, DocumentCompleted, "The final document is written.", ("characters", document.Content.Length), ("writer", document.Writer));

    public static WorkLine Completed(PlanTaskNode task, PlanTaskStatus status, int characters, int done, int total)
    {
        var (isSummary, isPrepared) = (task.Children.Count > 0, status == PlanTaskStatus.Prepared);
        return new(
            JobLogLevel.Info,
            (isSummary, isPrepared) switch
            {
                (true, true) => SummaryPrepared,
                (true, false) => SummaryCompleted,
                (false, true) => TaskPrepared,
                (false, false) => TaskCompleted,
            },
            (isSummary, isPrepared) switch
            {
                (true, true) => $"\"{task.Title}\" is summed up; people have still to do what is prepared below it ({done} of {total}).",
                (true, false) => $"\"{task.Title}\" is closed with a summary ({done} of {total}).",
                (false, true) => $"\"{task.Title}\" is prepared; a person has still to do it ({done} of {total}).",
                (false, false) => $"\"{task.Title}\" is done ({done} of {total}).",
            },
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
