namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Finds dependencies that are missing, superfluous or contradictory.</summary>
    public static OperationDescriptor RepairDependencies { get; } = new()
    {
        Name = "repair_dependencies",
        Target = OperationTarget.PlanOrTask,
        Effect = OperationEffect.Drafts,
        NeedsChildren = true,
        Icon = """<path d="M14.39 11L16 12.61V11zM17 7h-4v1.9h4c1.71 0 3.1 1.39 3.1 3.1 0 1.27-.77 2.37-1.87 2.84l1.4 1.4C21.05 15.36 22 13.79 22 12c0-2.76-2.24-5-5-5zM2 4.27l3.11 3.11C3.29 8.12 2 9.91 2 12c0 2.76 2.24 5 5 5h4v-1.9H7c-1.71 0-3.1-1.39-3.1-3.1 0-1.59 1.21-2.9 2.76-3.07L8.73 11H8v2h2.73L13 15.27V17h1.73l4.01 4.01 1.41-1.41L3.41 2.86 2 4.27z"/>""",
        Words = new()
        {
            Title = new("Repair dependencies", "修复依赖"),
            Doing = new("Repairing the dependencies of", "修复依赖："),
            Done = new("Repaired the dependencies of", "修复依赖："),
            Thing = new("repair of dependencies", "修复依赖"),
            Help = new(
                "Missing, superfluous and contradictory dependencies are found and set right, each with a reason.",
                "找出并修正缺失、多余或矛盾的依赖，并逐条说明原因。"),
        },
        Speech = new()
        {
            Command = new("repair", "修复依赖"),
            Arguments = new("[plan or task] [at once]", "[计划或任务] [直接修改]"),
            Meaning = new("looks for wrong dependencies and proposes their repair", "检查依赖关系并提出修复草稿"),
            Starting = new("looking for what is wrong with the dependencies of {0}", "检查并修复{0}的依赖关系"),
            ForModel = "finds missing, superfluous and contradictory dependencies; their repair is left as a draft unless draft is false",
            Asks =
            [
                @"^(?:repair|fix|check|clean\s+up|correct|tidy(?:\s+up)?|find|review)\s+(?:all\s+)?(?:the\s+|its\s+|missing\s+|wrong\s+|broken\s+)*dependenc(?:ies|y)(?:\s+(?:of|in|for|between\s+the\s+tasks\s+of)\s+(?<what>{en}))?$",
                @"^(?:修复|修正|检查|检查并修复|整理|修改|完善|补全)(?:一下)?(?<what>{zh})?(?:中|里|之间)?(?:的)?(?:任务)?依赖(?:关系)?$",
                @"^(?:把|将)(?<what>{zh})?(?:的)?(?:任务)?依赖(?:关系)?(?:修复|修正|检查|整理)(?:一下|好)?$",
            ],
        },
    };
}
