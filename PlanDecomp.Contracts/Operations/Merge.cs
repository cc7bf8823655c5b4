namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Makes one task of several siblings.</summary>
    public static OperationDescriptor Merge { get; } = new()
    {
        Name = "merge",
        Target = OperationTarget.Siblings,
        IsRepeatable = false,
        Parameters =
        [
            new("task_ids", ParameterKind.Siblings)
            {
                Min = 1,
                Max = 200,
                Missing = "must name 1 to 200 siblings to merge into the task.",
                Label = new("Merge these into it", "将以下任务并入"),
                Help = new("Pick at least one.", "请至少选择一个。"),
            },
            new("hint", ParameterKind.Hint)
            {
                Label = new("Hint", "提示"),
                Help = new("What matters in the merged task", "合并后的任务需要突出什么"),
            },
        ],
        Icon = """<path d="M17 20.41L18.41 19 15 15.59 13.59 17 17 20.41zM7.5 8H11v5.59L5.59 19 7 20.41l6-6V8h3.5L12 3.5 7.5 8z"/>""",
        Words = new()
        {
            Title = new("Merge with siblings", "合并同级任务"),
            Doing = new("Merging tasks into", "合并任务到"),
            Done = new("Merged into", "合并到"),
            Thing = new("merge", "合并"),
            Help = new(
                "The siblings you pick become part of this task; their subtasks and dependencies move to it.",
                "所选同级任务会并入此任务，其子任务和依赖一并转移。"),
        },
        Speech = new()
        {
            Command = new("merge", "合并"),
            Arguments = new("TASK TASK … [-- hint]", "任务 任务… [-- 提示]"),
            Meaning = new("makes one task of several beside each other", "把同级的几个任务合并为一个"),
            Starting = new("merging {1} of {0} into one task", "把{0}中的{1}合并为一个任务"),
            WhichTask = new("Name at least two different tasks of {0}, for example: /merge 1.2 1.3", "请说出{0}中至少两个不同的任务，例如：/合并 1.2 1.3"),
            ForModel = "makes one task of several that stand below the same parent",
            Asks =
            [
                @"^(?:merge|combine|join|unite)\s+(?<tasks>(?:the\s+)?(?:tasks|steps|sub-?tasks|task|step)\s+.+?|#?\d+(?:\.\d+)*\s*(?:,|and\b|with\b|into\b|to\b|&|\+|-|\s).+?|[“\""].+[”\""])(?:\s+(?:into|to)\s+(?:one|a\s+single|a)(?:\s+(?:task|step))?|\s+together)?$",
                @"^(?:合并|归并)(?:一下)?(?<tasks>(?:子?任务|步骤)?\s?[\d#“「第].*?|(?:子?任务|步骤).+?[和与跟、，,].+?)(?:[，,]?(?:成|为)(?:一个|同一个)?(?:任务|步骤)?)?$",
                @"^(?:把|将)(?<tasks>(?:子?任务|步骤|第)?\s?[\d#“「一二三四五六七八九十].*?|(?:子?任务|步骤).+?[和与跟、，,].+?)(?:合并|归并|并)(?:一下|起来|在一起)?(?:成|为|到一起)?(?:一个|同一个)?(?:任务|步骤)?$",
            ],
        },
    };
}
