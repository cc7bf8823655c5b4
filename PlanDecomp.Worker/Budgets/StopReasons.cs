namespace PlanDecomp.Worker.Budgets;

/// <summary>Why a branch, or a whole run, stopped: the words of results and log lines.</summary>
internal static class StopReasons
{
    public const string Completed = "completed";
    public const string ExpandDepth = "expand_depth";
    public const string MaxDepth = "max_depth";
    public const string Leaf = "leaf";
    public const string HasChildren = "has_children";
    public const string NodeBudget = "node_budget";
    public const string LlmCallBudget = "llm_call_budget";
    public const string TokenBudget = "token_budget";
    public const string CostBudget = "cost_budget";

    /// <summary>What the account may spend in a day.</summary>
    public const string DayBudget = "day_budget";

    public const string TimeBudget = "time_budget";
    public const string TaskFailed = "task_failed";
    public const string Cancelled = "cancelled";

    /// <summary>The same in English, as a part of a sentence.</summary>
    public static string Words(string reason) => reason switch
    {
        Completed => "everything asked for is done",
        ExpandDepth => "no level was asked for",
        MaxDepth => "the deepest level allowed is reached",
        Leaf => "it is small enough",
        HasChildren => "it has children already",
        NodeBudget => "the budget of tasks is used up",
        LlmCallBudget => "the budget of LLM calls is used up",
        TokenBudget => "the budget of tokens is used up",
        CostBudget => "the budget of money is used up",
        DayBudget => "what the account may spend today is used up",
        TimeBudget => "the time is used up",
        TaskFailed => "a task failed",
        Cancelled => "the job was cancelled",
        _ => reason,
    };
}
