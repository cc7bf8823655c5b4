namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Estimates the hours of work of each task without children.</summary>
    public static OperationDescriptor Estimate { get; } = new()
    {
        Name = "estimate",
        Target = OperationTarget.PlanOrTask,
        Parameters =
        [
            new("hint", ParameterKind.Hint)
            {
                Label = new("Hint", "提示"),
                Help = new("Who does it, with what experience and tools", "由谁来做，经验和工具如何"),
            },
        ],
        Icon = """<path d="M15,1H9v2h6V1z M11,14h2V8h-2V14z M19.03,7.39l1.42-1.42c-0.43-0.51-0.9-0.99-1.41-1.41l-1.42,1.42 C16.07,4.74,14.12,4,12,4c-4.97,0-9,4.03-9,9s4.02,9,9,9s9-4.03,9-9C21,10.88,20.26,8.93,19.03,7.39z M12,20c-3.87,0-7-3.13-7-7 s3.13-7,7-7s7,3.13,7,7S15.87,20,12,20z"/>""",
        Words = new()
        {
            Title = new("Estimate effort", "估算工时"),
            Doing = new("Estimating", "估算"),
            Done = new("Estimated", "估算"),
            Thing = new("estimate", "估算"),
            Help = new(
                "Each task without subtasks gets an estimate in hours; the result shows the order of work and the critical path.",
                "为每个没有子任务的任务估算工时，并给出执行顺序和关键路径。"),
            NothingToDo = new("The plan has no tasks to estimate yet.", "计划中还没有可估算的任务。"),
        },
        Speech = new()
        {
            Command = new("estimate", "估算"),
            Arguments = new("[plan or task] [-- hint]", "[计划或任务] [-- 提示]"),
            Meaning = new("estimates the hours of work", "估算工时"),
            Starting = new("estimating the work of {0}", "估算{0}的工时"),
            ForModel = "estimates the hours of work of each task, with the order of work and the critical path",
            Asks =
            [
                @"^(?:re-?)?estimate(?:\s+(?:the\s+)?(?:effort|work|hours|time|workload)(?:\s+(?:of|for|needed\s+for)\s+(?<what>{en}))?|\s+(?<what>{en}))?$|^(?:give|make)(?:\s+me)?\s+an\s+estimate(?:\s+(?:of|for)\s+(?<what>{en}))?$",
                @"^how\s+(?:long|much\s+(?:time|work|effort)|many\s+hours)\s+(?:will|does|would|do|is|takes?)\s+(?<what>{en})(?:\s+(?:take|need|require|cost))?$|^how\s+(?:much\s+(?:work|effort)|many\s+hours)\s+(?:is|are)\s+(?<what>{en})$",
                @"^(?:重新)?(?:估算|估计|预估|评估)(?:一下)?(?<what>{zh})?(?:的|需要的?)?(?:工时|工作量|时间|用时|耗时)?$|^(?:把|将|对)(?<what>{zh})(?:的(?:工时|工作量))?(?:估算|预估)(?:一下)?$",
                @"^(?<what>{zh})?(?:大概|大约|总共|一共|预计)*(?:需要|要|得|花|耗费)+(?:花|做)?(?:多久|多长时间|多少时间|多少小时|多少工时|几个小时|多少工作量)$|^工时(?:有)?多少$",
            ],
        },
    };
}
