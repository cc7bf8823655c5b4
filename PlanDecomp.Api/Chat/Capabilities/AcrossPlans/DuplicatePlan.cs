using System.Text.RegularExpressions;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.AcrossPlans;

/// <summary>Copies a plan with its tasks and their results.</summary>
internal sealed partial class DuplicatePlan(AcrossPlansSubmission submission, ReplyJob job, PlanFinder planFinder) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("duplicate", "复制"),
                Group = ChatCommandGroup.Files,
                Arguments = new("[plan] [as TITLE]", "[计划] [为 标题]"),
                Meaning = new("copies a plan", "复制计划"),
            },
            (turn, argument, ct) =>
            {
                var (plan, title) = CopyWords.Read(argument);
                return RunAsync(turn, plan, title, ct);
            }),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("duplicate", Precedence.Thing, [English(), Chinese(), ChineseObject()], (turn, match, ct) =>
            RunAsync(turn, match.Groups["plan"].Value, match.Groups["title"] is { Success: true } named ? named.Value : null, ct)),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("files", "copies a plan with its tasks and their results.")
        {
            Action = "duplicate",
            Parameters = [ToolParameter.Plan, new("title", ToolType.Text)],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("plan"), given.Text("title"), ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="title">The copy's; null for one made from the plan's own.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, string? title, CancellationToken ct)
    {
        var name = string.IsNullOrWhiteSpace(title) ? null : SpokenName.Clean(title);
        if (name?.Length is 0 or > PlanLimits.TitleLength) return ActionOutcome.DidNot(ActionWords.TitleLength(turn));
        var found = await planFinder.FindAsync(turn, plan, ct);
        if (found.Item is not { } source) return ActionOutcome.DidNot(found.Problem);
        turn.TalkAbout(source.PlanId);
        var called = name is null ? "" : turn.Say($" as “{Markdown.Escape(name)}”", $"为“{Markdown.Escape(name)}”");
        return await job.StartAsync(turn, new JobToStart(
            new Deed("duplicate", source),
            turn.Say($"The copy of {Markdown.Link(source)}", $"{Markdown.Link(source)}的复制"),
            turn.Say(
                $"I am copying the plan {Markdown.Link(source)}{called} in the background; the log below leads to the copy when it is done.",
                $"我正在后台复制计划{Markdown.Link(source)}{called}，完成后可从下方日志打开副本。"),
            key => submission.SubmitAsync(AcrossPlansWish.Duplicate(source, name, key), CancellationToken.None)), ct);
    }

    [GeneratedRegex(@"^(?:duplicate|copy|clone|(?:make|create)\s+a\s+(?:copy|duplicate)\s+of)\s+(?<plan>(?:it|this|that|(?:the|this|my|our)\s+(?:whole\s+)?plan|(?:the\s+|my\s+|this\s+)?plan\s+[^,;:]+?|(?:the|my|our)\s+[^,;:]+?\s+plan|#\d+|[“\""][^”\""]+[”\""]))(?:,?\s+(?:as|and\s+call\s+it|called|named)\s+(?<title>.+))?$|^(?:duplicate|make\s+a\s+copy)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:复制|克隆|拷贝)(?:一下|一份)?(?<plan>它|(?:这个|这份|该|此|当前|我的)?计划(?:\s?#?\d+|\s?[“「《][^”」》]+[”」》])?|[“「《][^”」》]+[”」》](?:这个)?(?:计划)?|#\d+)?(?:[，,]?(?:并)?(?:命名为|取名为?|叫做?|改名为|为)(?<title>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将|给)(?<plan>它|(?:这个|这份|该|此|当前|我的)?计划(?:\s?#?\d+|\s?[“「《][^”」》]+[”」》])?|[“「《][^”」》]+[”」》](?:这个)?(?:计划)?)(?:复制|克隆|拷贝)(?:一份|一下)?(?:[，,]?(?:并)?(?:命名为|取名为?|叫做?|改名为|为)(?<title>.+))?$|^给(?<plan>(?:这个|当前)?计划)做(?:一个|一份|个)副本$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}
