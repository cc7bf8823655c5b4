namespace PlanDecomp.Contracts.Operations;

public static partial class TaskOperations
{
    /// <summary>Puts titles and instructions into another language.</summary>
    public static OperationDescriptor Translate { get; } = new()
    {
        Name = "translate",
        Target = OperationTarget.PlanOrTask,
        TouchesPlan = true,
        NeedsModel = true,
        Parameters =
        [
            new("language", ParameterKind.Language)
            {
                Label = new("Into which language", "目标语言"),
                Help = new("Pick one, or write a language tag such as en-GB", "可选择，也可输入语言代码，如 en-GB"),
                Missing = "is required: the language's tag, such as en or zh-CN.",
                Question = new("Into which language? For example: /translate to Chinese", "翻译成哪种语言？例如：/翻译 成英文"),
            },
        ],
        Icon = """<path d="M12.87 15.07l-2.54-2.51.03-.03c1.74-1.94 2.98-4.17 3.71-6.53H17V4h-7V2H8v2H1v1.99h11.17C11.5 7.92 10.44 9.75 9 11.35 8.07 10.32 7.3 9.19 6.69 8h-2c.73 1.63 1.73 3.17 2.98 4.56l-5.09 5.02L4 19l5-5 3.11 3.11.76-2.04zM18.5 10h-2L12 22h2l1.12-3h4.75L21 22h2l-4.5-12zm-2.62 7l1.62-4.33L19.12 17h-3.24z"/>""",
        Words = new()
        {
            Title = new("Translate", "翻译"),
            Doing = new("Translating", "翻译"),
            Done = new("Translated", "翻译"),
            Thing = new("translation", "翻译"),
            Help = new("The plan's title and description and all its tasks are translated.", "翻译计划的标题、描述和全部任务。"),
            HelpOfTask = new("Titles and instructions of the task and everything below it are translated.", "翻译此任务及其下级任务的标题和说明。"),
        },
        Speech = new()
        {
            Command = new("translate", "翻译"),
            Arguments = new("[plan or task] to LANGUAGE", "[计划或任务] 成 语言"),
            Meaning = new("puts a plan or task into another language", "把计划或任务翻译成另一种语言"),
            Starting = new("translating {0} into {1}", "把{0}翻译成{1}"),
            ForModel = "puts a plan, or one task with what is below it, into another language; needs the language",
            Asks =
            [
                @"^(?:translate|put)\s+(?<what>{en})\s+(?:to|into|in)\s+(?<language>(?:simplified\s+|traditional\s+|brazilian\s+)?[A-Za-z-]{2,20})$|^translate(?:\s+(?<what>{en}))?$|^translate\s+(?:to|into)\s+(?<language>(?:simplified\s+|traditional\s+|brazilian\s+)?[A-Za-z-]{2,20})$",
                @"^翻译(?:一下)?(?<what>{zh})?(?:(?:成|为|到)\s?(?<language>[\p{L}-]{2,12}))?$",
                @"^(?:把|将)(?<what>{zh})(?:翻译|译|翻)(?:成|为|到)\s?(?<language>[\p{L}-]{2,12})$",
            ],
        },
    };
}
