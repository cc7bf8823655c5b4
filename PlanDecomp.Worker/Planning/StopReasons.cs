namespace PlanDecomp.Worker.Planning;

/// <summary>Why a branch, or the whole walk, stopped: the words of a decomposition's result.</summary>
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
    public const string TimeBudget = "time_budget";
    public const string Cancelled = "cancelled";
}
