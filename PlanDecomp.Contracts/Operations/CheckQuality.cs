namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Scores the plan, with reasons, and suggests improvements, which are only ever drafted.</summary>
    public static OperationDescriptor CheckQuality { get; } = new()
    {
        Name = "check_quality",
        Target = OperationTarget.PlanOrTask,
        Effect = OperationEffect.OnlyDrafts,
        Icon = """<path d="M20,3H4C2.9,3,2,3.9,2,5v14c0,1.1,0.9,2,2,2h16c1.1,0,2-0.9,2-2V5 C22,3.9,21.1,3,20,3z M20,19H4V5h16V19z" fill-rule="evenodd"/><polygon fill-rule="evenodd" points="19.41,10.42 17.99,9 14.82,12.17 13.41,10.75 12,12.16 14.82,15"/><rect fill-rule="evenodd" height="2" width="5" x="5" y="7"/><rect fill-rule="evenodd" height="2" width="5" x="5" y="11"/><rect fill-rule="evenodd" height="2" width="5" x="5" y="15"/>""",
        Words = new()
        {
            Title = new("Check quality", "检查质量"),
            Doing = new("Checking the quality of", "检查质量："),
            Done = new("Improved", "改进"),
            Thing = new("improvements", "改进建议"),
            Help = new("The quality is scored from 0 to 100, with reasons and suggestions.", "给出 0 到 100 分的质量评分、理由和改进建议。"),
            NothingToDo = new("The plan has no tasks to look at yet.", "计划中还没有可检查的任务。"),
        },
        Speech = new()
        {
            Command = new("check", "检查"),
            Arguments = new("[plan or task]", "[计划或任务]"),
            Meaning = new("scores its quality and proposes improvements", "评估质量并提出改进草稿"),
            Starting = new("checking the quality of {0}", "检查{0}的质量"),
            ForModel = "scores a plan, or a task, gives reasons, and proposes improvements as a draft",
            Asks =
            [
                @"^(?:check|assess|evaluate|rate|score|review)\s+(?:the\s+)?quality(?:\s+of\s+(?<what>{en}))?$|^(?:check|rate|score|review|assess|evaluate|critici[sz]e|critique|improve)\s+(?<what>it|(?:the|this|my|our)\s+(?:whole\s+)?plan|plan\s+(?!for\b|to\b)[^,;:]+|(?:the\s+)?(?:task|step)\s+[^,;:]+|(?:the|my)\s+[^,;:]+\s+plan)$|^(?:quality\s+)?check$",
                @"^how\s+good\s+(?:is|are)\s+(?<what>{en})$|^(?:what\s+(?:could|can|should)\s+(?:be|i)\s+(?:better|improved?)|suggest\s+improvements|any\s+(?:suggestions|improvements))(?:\s+(?:in|of|for|to)\s+(?<what>{en}))?$",
                @"^(?:检查|评估|评价|评审|审查|检验)(?:一下)?(?<what>{zh})?(?:的)?质量$|^(?:检查|评审|审查|评价|改进|优化)(?:一下)?(?<what>{zh})$|^(?:给|为|对)(?<what>{zh})(?:打(?:个|一下)?分|评(?:个|一下)?分|做质量检查)$|^质量检查$",
                @"^(?<what>{zh})(?:的?质量)(?:怎么样|如何|好吗|好不好)?$|^(?<what>{zh})(?:有(?:什么|哪些)(?:可以|需要|可)?(?:改进|完善)(?:的(?:地方|建议)?)?|怎么改进|如何改进)$",
            ],
        },
    };
}
