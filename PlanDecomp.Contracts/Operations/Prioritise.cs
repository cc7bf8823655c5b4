namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Orders the open tasks by value and urgency, with a reason each.</summary>
    public static OperationDescriptor Prioritise { get; } = new()
    {
        Name = "prioritise",
        Target = OperationTarget.PlanOrTask,
        NeedsChildren = true,
        Parameters =
        [
            new("hint", ParameterKind.Hint)
            {
                Label = new("Hint", "提示"),
                Help = new("What counts most just now", "当前最看重什么"),
                ForModel = "What counts most, such as: revenue first.",
            },
        ],
        Icon = """<path d="M14 5h8v2h-8V5zm0 5.5h8v2h-8v-2zm0 5.5h8v2h-8v-2zM2 11.5C2 15.08 4.92 18 8.5 18H9v2l3-3-3-3v2h-.5C6.02 16 4 13.98 4 11.5S6.02 7 8.5 7H12V5H8.5C4.92 5 2 7.92 2 11.5z"/>""",
        Words = new()
        {
            Title = new("Prioritise", "排定优先级"),
            Doing = new("Prioritising", "排定优先级："),
            Done = new("Prioritised", "排定优先级："),
            Thing = new("order by priority", "优先级排序"),
            Help = new(
                "The open tasks are ordered by value and urgency, each with a reason; what others wait for comes before them.",
                "按价值和紧迫程度排列未完成的任务，并逐条说明理由；被依赖的任务排在前面。"),
            NothingToDo = new("There is no open task to put in order.", "没有可以排序的未完成任务。"),
        },
        Speech = new()
        {
            Command = new("prioritise", "优先级"),
            Aliases = ["prioritize", "排序"],
            Arguments = new("[plan or task] [-- hint]", "[计划或任务] [-- 提示]"),
            Meaning = new("orders the open tasks by value and urgency", "按价值和紧迫程度排列未完成的任务"),
            Starting = new("prioritising the open tasks of {0}", "为{0}的未完成任务排定优先级"),
            ForModel = "orders the open tasks of a plan, or below a task, by value and urgency, with a reason each",
            Asks =
            [
                @"^(?:re-?)?prioriti[sz]e(?:\s+(?:the\s+)?(?:open\s+)?tasks\s+(?:of|in)\s+(?<what>{en})|\s+(?<what>{en}))?(?:\s*[,:;]\s*(?<hint>.+))?$",
                @"^(?:what|which\s+(?:task|step)s?)\s+(?:should|do|must)\s+(?:i|we)\s+(?:do|start\s+with|tackle)\s+first(?:\s+(?:in|of)\s+(?<what>{en}))?\??$|^(?:order|sort|rank)\s+(?<what>{en})\s+by\s+(?:priority|importance|urgency|value)(?:\s+and\s+(?:urgency|value|importance))?$",
                @"^(?:(?:给|为|对)(?<what>{zh})?(?:的(?:未完成)?任务)?)?(?:排(?:一下|定|个)?(?:优先级|优先顺序|先后(?:顺序)?)|(?:按|按照)(?:优先级|重要性|紧急程度|轻重缓急)排(?:序|列))(?:一下)?(?:[，,：:]\s*(?<hint>.+))?$",
                @"^(?:把|将)(?<what>{zh})(?:的任务)?(?:按|按照)(?:优先级|重要性|紧急程度|轻重缓急)(?:排序|排列|排一下)$|^(?:我)?(?:应该|该)?(?:先做|首先做)(?:什么|哪个|哪些)(?:任务)?[？?]?$",
            ],
        },
    };
}
