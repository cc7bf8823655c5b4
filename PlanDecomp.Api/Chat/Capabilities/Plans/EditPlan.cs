using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Renames a plan, or changes its description.</summary>
internal sealed partial class EditPlan(IPlanStore plans, PlanFinder planFinder, ActGate gate, HandChange change) : IChatCapability
{
    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("edit_plan", Precedence.ByHand, [Title(), Rename(), RenameChinese(), Description(), DescriptionChinese()], (turn, match, ct) =>
        {
            var title = match.Groups["title"] is { Success: true } named ? named.Value : null;
            var description = match.Groups["text"] is { Success: true } text ? text.Value : null;
            return RunAsync(turn, match.Groups["plan"].Value, title, description, ct);
        }),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("edit_plan", "Changes a plan's title or description.")
        {
            Parameters = [ToolParameter.Plan, new("title", ToolType.Text), new("description", ToolType.Text)],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("plan"), given.Text("title"), given.Text("description"), ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="title">Null leaves it.</param>
    /// <param name="description">Null leaves it.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, string? title, string? description, CancellationToken ct)
    {
        if (title is not null && (title = SpokenName.Clean(title)).Length is 0 or > PlanLimits.TitleLength) return ActionOutcome.DidNot(ActionWords.TitleLength(turn));
        if (description?.Length > PlanLimits.DescriptionLength) return ActionOutcome.DidNot(ActionWords.TextLength(turn, PlanLimits.DescriptionLength));
        if (title is null && description is null) return ActionOutcome.DidNot(turn.Say("What should I change: the title, or the description?", "要改什么：标题还是描述？"));
        var found = await planFinder.FindAsync(turn, plan, ct);
        if (found.Item is not { } before) return ActionOutcome.DidNot(found.Problem);

        if (await gate.StopAsync(turn, new Deed("edit_plan", before) { IsSmall = true, Detail = title ?? "" }, ct) is { } stopped) return stopped;
        ct.ThrowIfCancellationRequested();
        if (await plans.UpdateAsync(before.PlanId, new UpdatePlanRequest { Title = title, Description = description }, CancellationToken.None) is not { } after) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        await change.NoteAsync(turn, after.PlanId, ChangeKind.PlanChanged, taskId: null);
        turn.TalkAbout(after.PlanId);
        return ActionOutcome.Did(title is null
            ? turn.Say($"I changed the description of {Markdown.Link(after)}.", $"我已修改{Markdown.Link(after)}的描述。")
            : turn.Say($"The plan “{Markdown.Escape(before.Title)}” is now called {Markdown.Link(after)}.", $"计划“{Markdown.Escape(before.Title)}”已改名为{Markdown.Link(after)}。"));
    }

    [GeneratedRegex(@"^(?:rename|retitle)\s+(?<plan>.+?)\s+(?:to|as|into)\s+(?<title>.+)$|^call\s+(?<plan>it|(?:the|this|my) plan)\s+(?<title>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Rename();

    [GeneratedRegex(@"^(?:change|set|edit|update)\s+(?:the\s+|its\s+)?(?:plan's\s+)?(?:title|name)(?:\s+of\s+(?<plan>.+?))?\s+(?:to|into)\s+(?<title>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex(@"^(?:change|set|edit|update)\s+(?:the\s+|its\s+)?(?:plan's\s+)?description(?:\s+of\s+(?<plan>.+?))?\s+(?:to|into|:)\s*:?\s*(?<text>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Description();

    [GeneratedRegex("^(?:把|将)?(?<plan>.*?)(?:的)?(?:标题|名称|名字)?(?:改名为|重命名为|改名叫|改名成|改叫|更名为|命名为)[:：]?(?<title>.+)$|^(?:把|将)?(?<plan>.*?)(?:的)?(?:标题|名称|名字)(?:改为|改成|设为|换成)[:：]?(?<title>.+)$")]
    private static partial Regex RenameChinese();

    [GeneratedRegex("^(?:把|将)?(?<plan>.*?)(?:的)?(?:描述|说明)(?:改为|改成|设为|换成|写成)[:：]?(?<text>.+)$")]
    private static partial Regex DescriptionChinese();
}
