namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Breaks a task, or the plan, down anew: what is below it goes, but for locked tasks.</summary>
    public static OperationDescriptor Rebreak { get; } = new()
    {
        Name = "rebreak",
        OldNames = ["redo"],
        Target = OperationTarget.PlanOrTask,
        NeedsChildren = true,
        Parameters =
        [
            new("hint", ParameterKind.Hint)
            {
                Label = new("Hint", "提示"),
                Help = new("What should be different this time?", "这次希望有什么不同？"),
                ForModel = "What to do otherwise than before.",
            },
            new("locked", ParameterKind.TasksBelow)
            {
                Max = 200,
                Label = new("These stay", "将保留"),
                Help = new("It stays as it is, with everything below it.", "保留的任务及其下级内容不变。"),
            },
            new("min_children", ParameterKind.Number) { Min = 1, Max = 50, IsLimit = true, Label = new("Fewest subtasks of a task", "子任务下限") },
            new("max_children", ParameterKind.Number) { Min = 1, Max = 50, IsLimit = true, Label = new("Most subtasks of a task", "子任务上限") },
        ],
        Icon = """<path d="M12,5V1L7,6l5,5V7c3.31,0,6,2.69,6,6s-2.69,6-6,6s-6-2.69-6-6H4c0,4.42,3.58,8,8,8s8-3.58,8-8S16.42,5,12,5z"/>""",
        Words = new()
        {
            Title = new("Redo the breakdown", "重新拆分"),
            Doing = new("Breaking down anew", "重新拆分"),
            Done = new("Redid", "重做拆分"),
            Thing = new("new breakdown", "重做"),
            Help = new("The plan is broken down anew: its tasks are replaced, except those you keep.", "重新拆分计划：除保留的之外，原有任务会被替换。"),
            HelpOfTask = new("The task is broken down anew: its subtasks are replaced, except those you keep.", "重新拆分此任务：除保留的之外，原有子任务会被替换。"),
        },
        Speech = new()
        {
            Command = new("rebreak", "重新拆分"),
            Aliases = ["redo", "重做"],
            Arguments = new("[plan or task] [-- hint]", "[计划或任务] [-- 提示]"),
            Meaning = new("breaks down anew what is there; the tasks below it are replaced", "重新拆分，原有的下级任务会被替换"),
            Starting = new("breaking {0} down anew", "重新拆分{0}"),
            ForModel = "breaks a plan or a task down anew, as its hint says: the tasks below it are replaced",
            Asks =
            [
                @"^redo(?:\s+(?:the\s+)?breakdown)?(?:\s+(?:of\s+)?(?<what>{en}))?(?:\s*[,:;]\s*(?<hint>.+)|\s+(?<hint>(?:with|without|but|so\s+that|in|for|using)\s.+))?$",
                @"^(?:break|split)\s+(?<what>{en})\s+down\s+(?:again|anew|afresh|once\s+more|from\s+scratch|differently)(?:\s*[,:;]\s*(?<hint>.+)|\s+(?<hint>(?:with|without|but)\s.+))?$|^(?:decompose|plan)\s+(?<what>{en})\s+(?:again|anew|afresh|from\s+scratch)(?:\s*[,:;]\s*(?<hint>.+))?$",
                @"^(?:重做|重新(?:拆分|分解|拆解|规划|拆))(?:一下|一遍|一次)?(?<what>{zh})?(?:[，,：:]\s*(?<hint>.+))?$",
                @"^(?:把|将|对)(?<what>{zh})(?:重做|重新(?:拆分|分解|拆解|规划|拆))(?:一下|一遍|一次)?(?:[，,：:]\s*(?<hint>.+))?$",
            ],
        },
    };
}
