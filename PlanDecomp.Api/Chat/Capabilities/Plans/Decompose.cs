using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Breaks down what a person names: the plan of the talk, a task of it, another plan, or something that is no plan yet.</summary>
internal sealed partial class Decompose(TargetFinder targets, Breakdown breakdown, CreatePlan createPlan) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("decompose", "拆分"),
                Group = ChatCommandGroup.Work,
                Arguments = new("[plan or task] [-- hint]", "[计划或任务] [-- 提示]"),
                Meaning = new("breaks a plan or a task down; without a name, the current plan", "在后台拆分一个计划或任务；省略时拆分当前计划"),
            },
            (turn, argument, ct) =>
            {
                var (words, limits) = Limits(argument);
                return RunAsync(turn, words, limits, makeUnknown: false, ct);
            }),
    ];

    public IReadOnlyList<ChatIntent> Intents => [new("decompose", Precedence.Breakdown, Read)];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("decompose", "Starts the background job that breaks an existing plan, or one task of it, down into tasks.")
        {
            Parameters =
            [
                ToolParameter.Plan,
                ToolParameter.Task,
                ToolParameter.Hint,
                FinenessWords.Parameter,
                new("expandDepth", ToolType.Number),
                new("nodeBudget", ToolType.Number),
                new("maxChildren", ToolType.Number),
                new("allowExistingChildren", ToolType.Flag, "Adds to a task that has children."),
                ToolParameter.Draft,
            ],
            RunAsync = async (turn, given, ct) =>
            {
                var limits = new DecomposeRequest
                {
                    Hint = given.Text("hint"),
                    Fineness = given.Text("fineness"),
                    ExpandDepth = given.Number("expandDepth"),
                    NodeBudget = given.Number("nodeBudget"),
                    MaxChildren = given.Number("maxChildren"),
                    AllowExistingChildren = given.Flag("allowExistingChildren"),
                    Commit = DraftWords.CommitOf(given.Flag("draft") == true),
                };
                var found = await targets.FindAsync(turn, TargetName.Of(given.Text("plan"), given.Text("task")), ct);
                return found.Item is { } target ? await breakdown.StartAsync(turn, target, limits, isNew: false, ct) : ActionOutcome.DidNot(found.Problem);
            },
        },
    ];

    private async Task<ActionOutcome> RunAsync(ChatTurn turn, string words, DecomposeRequest limits, bool makeUnknown, CancellationToken ct)
    {
        var found = await targets.FindAsync(turn, TargetName.Of(words), ct);
        if (found.Item is { } target) return await breakdown.StartAsync(turn, target, limits, isNew: false, ct);

        var spoken = SpokenName.Read(words);
        if (!found.IsUnknown || spoken.Kind != SpokenKind.Unknown) return ActionOutcome.DidNot(found.Problem);
        var whole = turn.Question.Content;
        if (makeUnknown) return await createPlan.RunAsync(turn, words, whole.Length > ChatLimits.ReadLength ? whole : null, limits, ct);
        var name = Markdown.Escape(spoken.Name);
        return ActionOutcome.DidNot(turn.Say(
            $"No plan or task is called “{name}”. To plan it from the start: /plan {name}", $"没有名为“{name}”的计划或任务。要从头规划，请输入：/计划 {name}"));
    }

    private ChatDeed? Read(Utterance said)
    {
        var (text, limits) = Limits(said.Text);
        if (new Utterance(said.Original, text).Match(Down(), DownFirst(), Into(), Verb(), ChineseVerb(), ChineseObject()) is not { } match) return null;
        return async (turn, ct) => await RunAsync(turn, match.Groups["what"].Value, limits, makeUnknown: true, ct);
    }

    private static (string Words, DecomposeRequest Limits) Limits(string text)
    {
        var (words, limits) = LimitWords.Read(text);
        (words, var isDraft) = DraftWords.Read(words);
        return (words, limits with { Commit = DraftWords.CommitOf(isDraft) });
    }

    [GeneratedRegex(@"^(?:break|split|divide|chop|cut)\s+(?!down\b|up\b)(?<what>.+?)\s+(?:down|up|apart)(?:\s+further)?(?:\s+(?:into|in)\s+.+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Down();

    [GeneratedRegex(@"^(?:break|split|divide)\s+(?:down|up)(?:\s+(?<what>.+?)(?:\s+into\s+.+)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex DownFirst();

    [GeneratedRegex(@"^(?:break|split|divide|turn)\s+(?<what>.+?)\s+into\s+(?:.*\s)?(?:tasks|steps|sub-?tasks|parts|pieces|to-?dos|action items)$", RegexOptions.IgnoreCase)]
    private static partial Regex Into();

    [GeneratedRegex(@"^(?:decompose|subdivide|work out (?:the )?(?:tasks|steps)(?:\s+(?:of|for|to))?)(?:\s+(?<what>.+))?$|^(?:expand|refine|detail|elaborate(?:\s+on)?)\s+(?<what>it|this|that|#\d+|[“""'].+|(?:the |this |my )?(?:plan|task|step|sub-?task)\b.*|the .+ (?:plan|task|step))(?:\s+further)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Verb();

    [GeneratedRegex("^(?:再|继续|进一步|重新|开始)?(?:拆分|分解|拆解|细化|细分|拆)(?:一下|下)?(?<what>.*?)(?:成(?:小?任务|步骤|子任务).*|为(?:小?任务|步骤|子任务).*)?$")]
    private static partial Regex ChineseVerb();

    [GeneratedRegex("^(?:把|将|对|给)?(?<what>.+?)(?:再|继续|进一步|重新)?(?:进行|做)?(?:一下)?(?:拆分|分解|拆解|细化|细分|拆开|拆)(?:一下|下)?(?:成.*|为.*|到.*)?$")]
    private static partial Regex ChineseObject();
}
