namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Sums the plan up in a few paragraphs. Changes nothing.</summary>
    public static OperationDescriptor Summarise { get; } = new()
    {
        Name = "summarise",
        Target = OperationTarget.PlanOrTask,
        Effect = OperationEffect.Looks,
        Parameters =
        [
            new("language", ParameterKind.Language)
            {
                Label = new("Language of the summary", "摘要语言"),
                Help = new("Left empty: the language of the plan", "留空则使用计划的语言"),
            },
        ],
        Icon = """<path d="M15,3H5C3.9,3,3.01,3.9,3.01,5L3,19c0,1.1,0.89,2,1.99,2H19c1.1,0,2-0.9,2-2V9L15,3z M5,19V5h9v5h5v9H5z M9,8 c0,0.55-0.45,1-1,1S7,8.55,7,8s0.45-1,1-1S9,7.45,9,8z M9,12c0,0.55-0.45,1-1,1s-1-0.45-1-1s0.45-1,1-1S9,11.45,9,12z M9,16 c0,0.55-0.45,1-1,1s-1-0.45-1-1s0.45-1,1-1S9,15.45,9,16z"/>""",
        Words = new()
        {
            Title = new("Summarise", "总结"),
            Doing = new("Summing up", "总结"),
            Done = new("Summed up", "总结"),
            Thing = new("summary", "总结"),
            Help = new("A summary in a few paragraphs is written; you find it with the job.", "生成几段文字的摘要，可在作业结果中查看。"),
            NothingToDo = new("The plan has no tasks to sum up yet.", "计划中还没有可总结的任务。"),
        },
        Speech = new()
        {
            Command = new("summarise", "总结"),
            Aliases = ["summarize"],
            Arguments = new("[plan or task]", "[计划或任务]"),
            Meaning = new("sums it up", "写一份总结"),
            Starting = new("summarising {0}", "总结{0}"),
            ForModel = "sums a plan, or a task, up in a few paragraphs; changes nothing",
            Asks =
            [
                @"^(?:summari[sz]e|sum\s+up)(?:\s+(?<what>{en}))?$|^(?:(?:give|write|make|show)(?:\s+me)?\s+)?(?:a|the)\s+(?:short\s+|brief\s+)?summary(?:\s+(?:of|for)\s+(?<what>{en}))?$",
                @"^sum\s+(?<what>{en})\s+up$",
                @"^(?:总结|概括|归纳|概述)(?:一下)?(?<what>{zh})?$|^(?:写|做|给)(?:出)?(?:一个|一份|个|份)(?<what>{zh})?的?(?:总结|概要|摘要)$",
                @"^(?:把|将|对|给)(?<what>{zh})(?:做(?:一个|个)?)?(?:总结|概括|归纳)(?:一下)?$",
            ],
        },
    };
}
