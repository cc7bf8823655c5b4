using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>Lists a person's newest plans.</summary>
internal sealed class ListPlans(IPlanStore plans) : IChatAction
{
    private const int Max = 10;

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

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "list_plans",
        "Lists the person's newest plans with their numbers.",
        async ([Description("Only plans that contain this.")] string? search = null, CancellationToken ct = default) =>
            await RunAsync(turn, search, ct));
}
