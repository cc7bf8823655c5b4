using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions.AcrossPlans;

/// <summary>Copies a plan with its tasks and their results.</summary>
internal sealed class DuplicatePlan(AcrossPlansSubmission submission, ReplyJob job, PlanFinder planFinder) : IChatAction
{
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
            turn.Say($"The copy of {Markdown.Link(source)}", $"{Markdown.Link(source)}的复制"),
            turn.Say(
                $"I am copying the plan {Markdown.Link(source)}{called} in the background; the log below leads to the copy when it is done.",
                $"我正在后台复制计划{Markdown.Link(source)}{called}，完成后可从下方日志打开副本。"),
            key => submission.SubmitAsync(AcrossPlansWish.Duplicate(source, name, key), CancellationToken.None)), ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "duplicate_plan",
        "Starts the background job that copies a plan with its tasks and their results.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description("The copy's title.")] string? title = null,
            CancellationToken ct = default) => await RunAsync(turn, plan, title, ct));
}
