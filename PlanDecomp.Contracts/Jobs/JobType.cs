namespace PlanDecomp.Contracts.Jobs;

/// <summary>What a job does. An open set of names: a handler is registered for each, and old files may carry others.</summary>
public static class JobType
{
    public const string PlanDecompose = "plan_decompose";
    public const string PlanExecute = "plan_execute";
    public const string TaskOperation = "task_operation";
}

/// <summary>What a job works on.</summary>
public static class JobMode
{
    /// <summary>A decomposition of the whole plan, breadth-first.</summary>
    public const string PlanBfs = "plan_bfs";

    /// <summary>A decomposition of one node.</summary>
    public const string SingleNode = "single_node";

    /// <summary>An execution of the whole plan.</summary>
    public const string Plan = "plan";

    /// <summary>An execution of one task with its subtree.</summary>
    public const string Subtree = "subtree";
}
