using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Lists a person's newest plans.</summary>
internal sealed partial class ListPlans(IPlanStore plans) : IChatCapability
{
    private const int Max = 10;

    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("plans", "计划列表"),
                Group = ChatCommandGroup.Plans,
                Arguments = new("[word]", "[关键词]"),
                Meaning = new("lists your plans", "列出你的计划"),
            },
            RunAsync),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
        [ChatIntent.Of("list_plans", Precedence.Thing, [English(), Chinese()], (turn, match, ct) => RunAsync(turn, match.Groups["search"].Value, ct))];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("look", "the newest plans with their numbers.")
        {
            Action = "list_plans",
            Parameters = [new("search", ToolType.Text)],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("search"), ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="search">Only those whose title or description contains it; null for all.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? search, CancellationToken ct)
    {
        search = SpokenName.Clean(search);
        var page = await plans.ListAsync(turn.Owner, search.Length == 0 ? null : search, null, Max, ct);
        if (page.Plans.Count == 0)
        {
            return ActionOutcome.Did(search.Length > 0
                ? turn.Say($"No plan has “{Markdown.Escape(search)}” in it.", $"没有包含“{Markdown.Escape(search)}”的计划。")
                : turn.Say("You have no plans yet. Tell me what to plan, for example: plan a team trip to Lisbon.", "还没有计划。告诉我要规划什么，例如：帮我规划一次去里斯本的团队旅行。"));
        }

        var lines = page.Plans.Select(plan => turn.Say(
            string.Create(CultureInfo.InvariantCulture, $"- {Markdown.Link(plan)} (#{plan.PlanId}): {plan.TaskCount} {(plan.TaskCount == 1 ? "task" : "tasks")}"),
            string.Create(CultureInfo.InvariantCulture, $"- {Markdown.Link(plan)}（#{plan.PlanId}）：{plan.TaskCount} 个任务")));
        var more = page.NextCursor is null ? "" : turn.Say("\n\nThere are more on the [plans page](/plans).", "\n\n更多计划请看[计划页面](/plans)。");
        return ActionOutcome.Did($"{turn.Say("Your plans, newest first:", "你的计划，最新的在前：")}\n\n{string.Join('\n', lines)}{more}");
    }

    [GeneratedRegex("""
        ^(?:(?:list|show|see|view|display|give|what\ are|which\ are|find|search)(?:\ me)?\ )?(?:all\ )?(?:of\ )?(?:my\ |the\ |our\ )?plans(?:\ (?:about|with|for|containing|on)\ (?<search>.+))?$
        | ^(?:what|which|how\ many)\ plans\ (?:do\ i\ have|are\ there|have\ i\ (?:got|made))$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex English();

    [GeneratedRegex("""
        ^(?:列出|列举|显示|查看|看看|看一下|展示)(?:一下)?(?:我的|我|所有的?|全部的?)+计划(?:列表)?$
        | ^(?:列出|列举)(?:一下)?计划$ | ^(?:我的|所有的?|全部的?)*计划列表$ | ^(?:我)?(?:一共|都|现在)?有(?:哪些|什么|多少个?)计划$ | ^(?:我的)?计划(?:都)?有(?:哪些|什么)$
        | ^(?:搜索|查找|找)(?:一下)?(?:关于)?(?<search>.+?)的计划$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Chinese();
}
