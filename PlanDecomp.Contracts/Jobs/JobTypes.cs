using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Contracts.Jobs;

/// <summary>All there is to say of one type of jobs. Submission, exclusion and looks follow from it.</summary>
public sealed record JobTypeDescriptor
{
    /// <summary>On the wire and in the stores: one of <see cref="JobType"/>.</summary>
    public required string Name { get; init; }

    public required JobTypeWords Words { get; init; }

    /// <summary>An SVG picture of 24 by 24, without its frame.</summary>
    public required string Icon { get; init; }

    public required JobColor Color { get; init; }
}

/// <summary>What jobs of a type are called.</summary>
public sealed record JobTypeWords
{
    /// <summary>Of the log panel.</summary>
    public required Text Title { get; init; }

    /// <summary>Of the type, in lists.</summary>
    public required Text Name { get; init; }

    /// <summary>What it is doing, while it runs.</summary>
    public required Text Running { get; init; }

    /// <summary>The same in a sentence, before the plan's name.</summary>
    public required Text Doing { get; init; }

    /// <summary>Why another job is refused while one of these is at work, in English.</summary>
    public required string AtWork { get; init; }
}

/// <summary>The colour that a type is known by.</summary>
public enum JobColor
{
    Info,
    Success,
    Warning,
}

/// <summary>How far two jobs keep out of each other's way.</summary>
public enum JobExclusion
{
    /// <summary>Not beside each other on the same target, nor beside one of the whole plan.</summary>
    SameTarget,

    /// <summary>Not beside each other on the same plan.</summary>
    SamePlan,
}

/// <summary>The types of jobs, each described once.</summary>
public static class JobTypes
{
    public static JobTypeDescriptor PlanDecompose { get; } = new()
    {
        Name = JobType.PlanDecompose,
        Words = new()
        {
            Title = new("Task decomposition log", "任务拆分日志"),
            Name = new("Decomposition", "任务拆分"),
            Running = new("Breaking down", "任务拆分中"),
            Doing = new("breaking down", "拆分"),
            AtWork = "This is being broken down already.",
        },
        Icon = """<path d="M14 4l2.29 2.29-2.88 2.88 1.42 1.42 2.88-2.88L20 10V4h-6zm-4 0H4v6l2.29-2.29 4.71 4.7V20h2v-8.41l-5.29-5.3L10 4z"/>""",
        Color = JobColor.Info,
    };

    public static JobTypeDescriptor PlanExecute { get; } = new()
    {
        Name = JobType.PlanExecute,
        Words = new()
        {
            Title = new("Plan execution log", "计划执行日志"),
            Name = new("Execution", "计划执行"),
            Running = new("Executing", "计划执行中"),
            Doing = new("executing", "执行"),
            AtWork = "The plan is being executed.",
        },
        Icon = """<path d="M12,2C6.48,2,2,6.48,2,12s4.48,10,10,10s10-4.48,10-10S17.52,2,12,2z M12,20c-4.41,0-8-3.59-8-8s3.59-8,8-8s8,3.59,8,8 S16.41,20,12,20z M9.5,16.5l7-4.5l-7-4.5V16.5z"/>""",
        Color = JobColor.Success,
    };

    public static JobTypeDescriptor TaskOperation { get; } = new()
    {
        Name = JobType.TaskOperation,
        Words = new()
        {
            Title = new("Operation log", "动作执行日志"),
            Name = new("Operation", "动作执行"),
            Running = new("Working", "动作执行中"),
            Doing = new("an operation on", "操作"),
            AtWork = "This is being worked on already.",
        },
        Icon = """<path d="M22.61 18.99l-9.08-9.08c.93-2.34.45-5.1-1.44-7C9.79.61 6.21.4 3.66 2.26L7.5 6.11 6.08 7.52 2.25 3.69C.39 6.23.6 9.82 2.9 12.11c1.86 1.86 4.57 2.35 6.89 1.48l9.11 9.11c.39.39 1.02.39 1.41 0l2.3-2.3c.4-.38.4-1.01 0-1.41zm-3 1.6l-9.46-9.46c-.61.45-1.29.72-2 .82-1.36.2-2.79-.21-3.83-1.25C3.37 9.76 2.93 8.5 3 7.26l3.09 3.09 4.24-4.24-3.09-3.09c1.24-.07 2.49.37 3.44 1.31 1.08 1.08 1.49 2.57 1.24 3.96-.12.71-.42 1.37-.88 1.96l9.45 9.45-.88.89z"/>""",
        Color = JobColor.Warning,
    };

    public static IReadOnlyList<JobTypeDescriptor> All { get; } = [PlanDecompose, PlanExecute, TaskOperation];

    /// <summary>An unknown type counts as an operation; none at all, as in old messages, as a decomposition.</summary>
    public static JobTypeDescriptor Of(string? name) =>
        string.IsNullOrEmpty(name) ? PlanDecompose : All.FirstOrDefault(type => type.Name == name) ?? TaskOperation;

    /// <summary>What a job of that type and mode does, in a few words; null where the type says it, and for modes that are not known here.</summary>
    public static Text? TitleOf(string? name, string? mode) =>
        name == JobType.TaskOperation ? TaskOperations.Find(mode)?.Words.Title ?? AcrossPlansModes.Find(mode)?.Title : null;

    /// <summary>True where another job can go on from the checkpoint of one that has ended.</summary>
    public static bool CanContinue(string? name, string? mode) => name != JobType.TaskOperation || AcrossPlansModes.Find(mode) is not { CanContinue: false };

    /// <summary>How far jobs of two types keep out of each other's way, whichever came first.</summary>
    /// <remarks>An execution works on the tree as it was when it began.</remarks>
    public static JobExclusion Between(JobTypeDescriptor one, JobTypeDescriptor other) =>
        one == PlanExecute || other == PlanExecute ? JobExclusion.SamePlan : JobExclusion.SameTarget;
}
