namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Words titles and instructions anew, by a hint.</summary>
    public static OperationDescriptor Rewrite { get; } = new()
    {
        Name = "rewrite",
        Target = OperationTarget.PlanOrTask,
        TouchesPlan = true,
        Parameters =
        [
            new("hint", ParameterKind.Hint)
            {
                Label = new("How to word it", "如何改写"),
                Help = new("Such as: shorter; for beginners; formal", "例如：更简短、面向新手、更正式"),
                Missing = "is required: it says how to word the tasks.",
                Question = new(
                    "How should I word it? Say it behind two dashes, for example: /rewrite 2 -- shorter, in plain language",
                    "要改写成什么样？请写在两个短横线之后，例如：/改写 2 -- 更简短、更口语化"),
                ForModel = "How to word it, such as: shorter, in plain language.",
            },
            new("scope", ParameterKind.Choice)
            {
                Choices =
                [
                    new(OperationScope.Task, new("This task only", "仅此任务"), OfPlan: false),
                    new(OperationScope.Subtree, new("This task and everything below it", "此任务及其下级任务")),
                ],
                ForParentsOnly = true,
                Label = new("What to rewrite", "改写范围"),
            },
        ],
        Icon = """<path d="M3,10h11v2H3V10z M3,8h11V6H3V8z M3,16h7v-2H3V16z M18.01,12.87l0.71-0.71c0.39-0.39,1.02-0.39,1.41,0l0.71,0.71 c0.39,0.39,0.39,1.02,0,1.41l-0.71,0.71L18.01,12.87z M17.3,13.58l-5.3,5.3V21h2.12l5.3-5.3L17.3,13.58z"/>""",
        Words = new()
        {
            Title = new("Rewrite", "改写"),
            Doing = new("Rewording", "改写"),
            Done = new("Rewrote", "改写"),
            Thing = new("rewriting", "改写"),
            Help = new("Titles and instructions are worded anew as you say; structure and dependencies stay.", "按要求改写标题和说明，结构和依赖保持不变。"),
        },
        Speech = new()
        {
            Command = new("rewrite", "改写"),
            Arguments = new("[plan or task] -- how", "[计划或任务] -- 要求"),
            Meaning = new("words titles and instructions anew", "按要求改写标题和说明"),
            Starting = new("rewriting {0}", "改写{0}"),
            ForModel = "words the titles and instructions of a whole plan, or of one task, anew; needs the hint",
            Asks =
            [
                @"^(?:rewrite|reword|rephrase|re-write)\s+(?<what>{en})(?:\s*[,:;]\s*(?<hint>.+)|\s+(?<hint>(?:in|as|to|so\s+that|more|less|with|without|for|using|like)\s.+|(?:shorter|simpler|clearer|briefly|formally|politely)(?:\s.+)?))?$",
                @"^(?:make|word)\s+(?<what>(?:the\s+)?(?:task|step)\s+[\d.#]+|the\s+(?:plan|tasks))\s+(?<hint>(?:more|less)\s+(?!.*(?:task|step)).+|(?:shorter|simpler|clearer|briefer|friendlier)(?:\s.+)?)$",
                @"^(?:改写|重写|润色)(?:一下)?(?<what>{zh})(?:[，,：:]\s*(?<hint>.+)|(?:得|成|为|使其?|让它)(?<hint>.+))?$",
                @"^(?:把|将)(?<what>{zh})(?:改写|重写|润色|写)(?:一下)?(?:得|成|为)?(?:[，,：:]\s*)?(?<hint>.+)?$",
            ],
        },
    };
}
