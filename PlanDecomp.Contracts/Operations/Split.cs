namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Makes several siblings of one task.</summary>
    public static OperationDescriptor Split { get; } = new()
    {
        Name = "split",
        Target = OperationTarget.Task,
        IsRepeatable = false,
        Parameters =
        [
            new("parts", ParameterKind.Number)
            {
                Min = 2,
                Max = 12,
                Label = new("How many tasks", "拆成几个"),
                Help = new("Left empty: as many as it takes", "留空则自动决定"),
                Question = new(
                    "A task can be split into {0} to {1} tasks. For more, break it down: /decompose", "一个任务可以拆开成 {0} 到 {1} 个任务。需要更多时请拆分它：/拆分"),
                ForModel = "Into how many; leave it out for as many as it takes.",
            },
            new("hint", ParameterKind.Hint)
            {
                Label = new("Hint", "提示"),
                Help = new("Along which lines to split", "按什么方式拆分"),
            },
        ],
        Icon = """<path d="M3 13h8v2H3zm0 4h8v2H3zm0-8h8v2H3zm0-4h8v2H3zm16 2v10h-4V7h4m2-2h-8v14h8V5z"/>""",
        Words = new()
        {
            Title = new("Split into several", "拆成多个任务"),
            Doing = new("Splitting", "拆成多个任务："),
            Done = new("Split", "拆成多个："),
            Thing = new("split", "拆开"),
            Help = new(
                "This task becomes several tasks side by side; each subtask goes with the part it belongs to.",
                "此任务会变成多个并列任务，子任务归入各自所属的部分。"),
        },
        Speech = new()
        {
            Command = new("split", "拆开"),
            Arguments = new("TASK [into 3] [-- hint]", "任务 [成3个] [-- 提示]"),
            Meaning = new("makes several tasks, beside each other, of one", "把一个任务拆开成同级的几个"),
            Starting = new("splitting {0} into {1}", "把{0}拆开成{1}"),
            WhichTask = new(
                "Which task of {0} should I split into several? For example: /split 2. To break the whole plan down: /decompose",
                "要把{0}的哪个任务拆开成几个？例如：/拆开 2。要拆分整个计划：/拆分"),
            ForModel = "makes several tasks, beside each other, of one; to make tasks below it, decompose",
            Asks =
            [
                @"^(?:split|divide)\s+(?!.*\sin(?:to)?\s+(?!half\b|\d|two\b|three\b|four\b|five\b|six\b|several\b)|.*\s(?:up|down|apart)$)(?<what>(?:the\s+|this\s+)?(?:task|step|sub-?task)\s+[^,;:]+?|the\s+[^,;:]+?\s+(?:task|step)|\d+(?:\.\d+)*|#\d+)(?<into>\s+in(?:to)?\s+(?:half|(?:\d{1,3}|two|three|four|five|six|several)(?:\s+(?:separate|parallel|smaller|equal|sibling))*(?:\s+(?:tasks|parts|pieces|halves))?))?$",
                @"^拆开(?:一下)?(?<what>(?:这个|该)?(?:子?任务|步骤)\s?[^，,]+?|第[一二两三四五六七八九十\d]+(?:个|项|条|步)(?:子?任务|步骤)?|\d+(?:\.\d+)*|#\d+)(?<into>[，,]?(?:成|为)\s?(?:\d{1,3}|[二两三四五六几])\s?(?:个|项|份|部分)?(?:并列|同级|平级|独立)?的?(?:任务|部分)?)?$",
                @"^(?:把|将)(?<what>(?:这个|该)?(?:子?任务|步骤)\s?[^，,]+?|第[一二两三四五六七八九十\d]+(?:个|项|条|步)(?:子?任务|步骤)?|\d+(?:\.\d+)*|#\d+)(?:拆开|(?=拆成|分成|分为|拆为|一分为))(?<into>(?:拆|分)?(?:成|为)\s?(?:\d{1,3}|[二两三四五六几])\s?(?:个|项|份|部分)?(?:并列|同级|平级|独立)?的?(?:任务|部分)?|一分为[二三四])?$",
            ],
        },
    };
}
