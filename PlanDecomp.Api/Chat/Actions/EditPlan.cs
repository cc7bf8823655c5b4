using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>Renames a plan, or changes its description.</summary>
internal sealed class EditPlan(IPlanStore plans, PlanFinder planFinder) : IChatAction
{
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

        ct.ThrowIfCancellationRequested();
        if (await plans.UpdateAsync(before.PlanId, title, description, CancellationToken.None) is not { } after) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        turn.TalkAbout(after.PlanId);
        return ActionOutcome.Did(title is null
            ? turn.Say($"I changed the description of {Markdown.Link(after)}.", $"我已修改{Markdown.Link(after)}的描述。")
            : turn.Say($"The plan “{Markdown.Escape(before.Title)}” is now called {Markdown.Link(after)}.", $"计划“{Markdown.Escape(before.Title)}”已改名为{Markdown.Link(after)}。"));
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "edit_plan",
        "Changes a plan's title or description. Nothing here can delete a plan.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description("The new title.")] string? title = null,
            [Description("The new description.")] string? description = null,
            CancellationToken ct = default) => await RunAsync(turn, plan, title, description, ct));
}
