using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Actions.Changes;

/// <summary>Takes the newest change of a plan back.</summary>
internal sealed class Undo(TakeBack takeBack) : IChatAction
{
    private static readonly HistoryStep Step = new()
    {
        Kind = ChangeKind.Undone,
        Of = page => page.CanUndo,
        Undone = (_, changeSetId) => changeSetId,
        TakeAsync = (history, planId, changeSetId) => history.UndoAsync(planId, changeSetId, CancellationToken.None),
        Said = (turn, plan, change) => turn.Say(
            $"I took back the newest change of {Markdown.Link(plan)}: {change}. To have it again: /restore", $"我已撤销{Markdown.Link(plan)}最近的一次修改：{change}。如需恢复：/恢复"),
        Nothing = (turn, plan) => turn.Say(
            $"There is nothing to undo in {Markdown.Link(plan)}. What executions have written stays: mark tasks yourself, or execute them again.",
            $"{Markdown.Link(plan)}没有可撤销的修改。执行产生的状态和结果不会被撤销：可以手动修改任务状态，或重新执行。"),
    };

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, CancellationToken ct) => takeBack.RunAsync(turn, plan, Step, ct);

    public AIFunction ToolFor(ChatTurn turn) => takeBack.ToolFor(
        turn,
        "undo",
        "Takes back the newest change of a plan: by hand, by a breakdown, by an operation, by an accepted draft. One a reply, and only when the person asks for it.",
        Step);
}
