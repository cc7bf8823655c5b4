namespace PlanDecomp.Contracts.Operations;

/// <summary>What can be done to a plan's tasks; the <c>mode</c> of jobs of type <c>task_operation</c>.</summary>
public static class OperationName
{
    /// <summary>Breaks a task, or the plan, down anew: what is below it goes, but for locked tasks.</summary>
    public const string Redo = "redo";

    /// <summary>Makes one task of several siblings.</summary>
    public const string Merge = "merge";

    /// <summary>Makes several siblings of one task.</summary>
    public const string Split = "split";

    /// <summary>Words titles and instructions anew, by a hint.</summary>
    public const string Rewrite = "rewrite";

    /// <summary>Puts titles and instructions into another language.</summary>
    public const string Translate = "translate";

    /// <summary>Estimates the hours of work of each task without children.</summary>
    public const string Estimate = "estimate";

    /// <summary>Finds dependencies that are missing, superfluous or contradictory.</summary>
    public const string RepairDependencies = "repair_dependencies";

    /// <summary>Sums the plan up in a few paragraphs. Changes nothing.</summary>
    public const string Summarise = "summarise";

    /// <summary>Scores the plan, with reasons, and suggests improvements, which are only ever proposed.</summary>
    public const string CheckQuality = "check_quality";

    public static IReadOnlyList<string> All { get; } = [Redo, Merge, Split, Rewrite, Translate, Estimate, RepairDependencies, Summarise, CheckQuality];
}
