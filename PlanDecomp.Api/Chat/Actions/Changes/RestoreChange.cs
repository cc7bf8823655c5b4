using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Actions.Changes;

/// <summary>Makes the change again that was undone last.</summary>
internal sealed class RestoreChange(TakeBack takeBack) : IChatAction
{
    private static readonly HistoryStep Step = new()
    {
        Kind = ChangeKind.Redone,
        Of = page => page.CanRedo,

        // The undo's own words say only that it was one.
        Undone = (page, changeSetId) => page.ChangeSets.FirstOrDefault(change => change.ChangeSetId == changeSetId)?.Undoes,
        TakeAsync = (history, planId, changeSetId) => history.RedoAsync(planId, changeSetId, CancellationToken.None),
        Said = (turn, plan, change) => turn.Say(
            $"I made the change of {Markdown.Link(plan)} again that was undone last: {change}.", $"我已恢复{Markdown.Link(plan)}刚才撤销的修改：{change}。"),
        Nothing = (turn, plan) => turn.Say(
            $"There is no undone change of {Markdown.Link(plan)} to make again: nothing was undone, or something else has changed since. To break it down anew: /redo",
            $"{Markdown.Link(plan)}没有可恢复的修改：没有撤销过，或之后又有了别的修改。要重新拆分：/重做"),
    };

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, CancellationToken ct) => takeBack.RunAsync(turn, plan, Step, ct);

    public AIFunction ToolFor(ChatTurn turn) => takeBack.ToolFor(
        turn,
        "restore_change",
        "Makes the change again that was undone last (what editors call redo). One a reply, and only when the person asks for it.",
        Step);
}
