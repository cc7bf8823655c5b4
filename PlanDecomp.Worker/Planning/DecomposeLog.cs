using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Budgets;

namespace PlanDecomp.Worker.Planning;

/// <summary>Every line a decomposition logs: its code, its arguments and its English text. Pages translate by code and arguments.</summary>
/// <remarks>
/// Lines about one node carry <c>task_id</c> (null: the plan itself) and <c>title</c>. Reasons are those of a result's stopped branches.
/// Between them stand those of <see cref="Asking.LlmLines"/> and <see cref="BudgetLines"/>.
/// <list type="table">
/// <item><term>decompose.started</term><description>mode, task_id, title, expand_depth, max_depth, node_budget, min_children, max_children, allow_existing_children, llm_call_budget, token_budget, cost_budget, time_budget_seconds</description></item>
/// <item><term>decompose.resumed</term><description>attempt, created, expanded, failed, queue_remaining, llm_calls</description></item>
/// <item><term>planner.chosen</term><description>planner, model, host, reason (configured, not_configured, chosen)</description></item>
/// <item><term>node.started</term><description>task_id, title, level, max_children</description></item>
/// <item><term>node.expanded</term><description>task_id, title, children, titles (one text, "; " between), done, queue_remaining</description></item>
/// <item><term>node.left_out</term><description>task_id, title, left_out (one text, "; " between)</description></item>
/// <item><term>node.leaf</term><description>task_id, title</description></item>
/// <item><term>node.failed</term><description>task_id, title, error</description></item>
/// <item><term>branch.stopped</term><description>task_id, title, reason</description></item>
/// <item><term>plan.linking</term><description>tasks (of the whole tree)</description></item>
/// <item><term>plan.linked</term><description>added, removed (dependencies), merged, gaps (tasks)</description></item>
/// <item><term>plan.number_open</term><description>kind (money, dates, people, other), text</description></item>
/// <item><term>plan.not_linked</term><description>error</description></item>
/// <item><term>decompose.finished, decompose.failed, decompose.cancelled</term><description>created, expanded, failed, stopped, reason, proposal_id (with <c>commit: review</c>), error (of decompose.failed)</description></item>
/// </list>
/// </remarks>
internal static class DecomposeLog
{
    public const string Started = "decompose.started";
    public const string Resumed = "decompose.resumed";
    public const string Finished = "decompose.finished";
    public const string Failed = "decompose.failed";
    public const string Cancelled = "decompose.cancelled";
    public const string PlannerChosen = "planner.chosen";
    public const string NodeStarted = "node.started";
    public const string Linking = "plan.linking";

    public static readonly WorkCode NodeExpanded = new("node.expanded");
    public static readonly WorkCode NodeLeftOut = new("node.left_out");
    public static readonly WorkCode NodeLeaf = new("node.leaf");
    public static readonly WorkCode NodeFailed = new("node.failed");
    public static readonly WorkCode BranchStopped = new("branch.stopped");
    public static readonly WorkCode Linked = new("plan.linked");
    public static readonly WorkCode NumberOpen = new("plan.number_open");
    public static readonly WorkCode NotLinked = new("plan.not_linked");

    public static void LogStarted(this JobContext job, long? taskId, string title, DecomposeParams limits) => job.Log(
        JobLogLevel.Info, Started,
        $"Breaking down \"{title}\": {limits.ExpandDepth} {(limits.ExpandDepth == 1 ? "level" : "levels")}, up to {limits.NodeBudget} tasks.",
        ("mode", job.Job.Mode), ("task_id", taskId), ("title", title),
        ("expand_depth", limits.ExpandDepth), ("max_depth", limits.MaxDepth), ("node_budget", limits.NodeBudget),
        ("min_children", limits.MinChildren), ("max_children", limits.MaxChildren), ("allow_existing_children", limits.AllowExistingChildren),
        ("llm_call_budget", limits.LlmCallBudget), ("token_budget", limits.TokenBudget), ("cost_budget", limits.CostBudget), ("time_budget_seconds", limits.TimeBudgetSeconds));

    public static void LogResumed(this JobContext job, DecomposeCheckpoint from, int waiting) => job.Log(
        JobLogLevel.Info, Resumed,
        $"Going on where the attempt before stopped: {from.Created} tasks created, {waiting} nodes waiting.",
        ("attempt", job.Job.Attempt), ("created", from.Created), ("expanded", from.Expanded), ("failed", from.Failed?.Count ?? 0),
        ("queue_remaining", waiting), ("llm_calls", from.Usage.Calls));

    public static void LogPlanner(this JobContext job, ChosenPlanner chosen) => job.Log(
        JobLogLevel.Info, PlannerChosen, chosen.Description,
        ("planner", chosen.Planner.Name), ("model", chosen.Model), ("host", chosen.Host), ("reason", chosen.Reason));

    public static void LogNodeStarted(this JobContext job, long? taskId, string title, NodeRequest request) => job.Log(
        JobLogLevel.Debug, NodeStarted, $"Planning \"{title}\".",
        ("task_id", taskId), ("title", title), ("level", request.ChildLevel - 1), ("max_children", request.MaxChildren));

    public static WorkLine Expanded(long? taskId, string title, NodePlan plan, int done, int waiting) => new(
        JobLogLevel.Info, NodeExpanded, $"\"{title}\" has {plan.Children.Count} new {(plan.Children.Count == 1 ? "task" : "tasks")}.",
        ("task_id", taskId), ("title", title), ("children", plan.Children.Count),
        ("titles", string.Join("; ", plan.Children.Select(child => child.Title))), ("done", done), ("queue_remaining", waiting));

    public static WorkLine LeftOut(PartialNode partial)
    {
        var what = string.Join("; ", partial.LeftOut);
        return new(
            JobLogLevel.Warning, NodeLeftOut, $"The answer for \"{partial.Title}\" could be used in part only. Left out: {what}.",
            ("task_id", partial.TaskId), ("title", partial.Title), ("left_out", what));
    }

    public static WorkLine Leaf(long? taskId, string title) => new(
        JobLogLevel.Info, NodeLeaf, $"\"{title}\" needs no breaking down.",
        ("task_id", taskId), ("title", title));

    public static WorkLine FailedAt(FailedNode failed) => new(
        JobLogLevel.Error, NodeFailed, $"\"{failed.Title}\" could not be broken down: {failed.Error}",
        ("task_id", failed.TaskId), ("title", failed.Title), ("error", failed.Error));

    public static WorkLine Stopped(StoppedBranch branch) => new(
        JobLogLevel.Debug, BranchStopped, $"\"{branch.Title}\" is not broken down further: {StopReasons.Words(branch.Reason)}.",
        ("task_id", branch.TaskId), ("title", branch.Title), ("reason", branch.Reason));

    public static void LogLinking(this JobContext job, int tasks) => job.Log(
        JobLogLevel.Info, Linking, $"Looking at all {tasks} tasks together, for what links them across branches.", ("tasks", tasks));

    public static IEnumerable<WorkLine> LinkedAs(LinkResult result)
    {
        if (result.Error is { } error)
        {
            yield return new(JobLogLevel.Warning, NotLinked, $"The tasks are not linked across branches; what is broken down stands all the same. {error}", ("error", error));
            yield break;
        }

        var nothing = result is { AddedDependencies: 0, RemovedDependencies: 0, MergedTasks: 0, AddedTasks: 0 };
        yield return new(
            JobLogLevel.Info, Linked,
            nothing ? "Looked at as a whole: nothing to change across branches."
                : $"Linked across branches: {result.AddedDependencies} dependencies added, {result.RemovedDependencies} removed, {result.MergedTasks} tasks merged, {result.AddedTasks} added.",
            ("added", result.AddedDependencies), ("removed", result.RemovedDependencies), ("merged", result.MergedTasks), ("gaps", result.AddedTasks));
        foreach (var number in result.OpenNumbers)
        {
            yield return new(JobLogLevel.Warning, NumberOpen, $"Numbers do not close ({number.Kind}): {number.Text}", ("kind", number.Kind), ("text", number.Text));
        }
    }
}
