namespace PlanDecomp.Contracts.Jobs;

/// <summary>What a job does. An open set of names: a handler is registered for each, and old files may carry others.</summary>
public static class JobType
{
    public const string PlanDecompose = "plan_decompose";
    public const string PlanExecute = "plan_execute";
    public const string TaskOperation = "task_operation";
}

/// <summary>How a decomposition walks: the whole plan breadth-first, or one node.</summary>
public static class JobMode
{
    public const string PlanBfs = "plan_bfs";
    public const string SingleNode = "single_node";
}
