using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Breaks a plan or a task down anew: what is below it goes.</summary>
internal sealed class Redo(Operation operation) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="hint">What to do otherwise; null for nothing in particular.</param>
    /// <param name="isDraft">The change is to be looked at first.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, string? hint, bool isDraft, CancellationToken ct) => operation.RunAsync(
        turn, name, OperationName.Redo, hint, isDraft,
        target => turn.Say($"breaking {target.In(turn)} down anew", $"重新拆分{target.In(turn)}"), ct);

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "redo",
        "Starts the background job that breaks a plan or a task down anew, as its hint says: the tasks below it are replaced. Only when the person asks for it.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.TaskOrPlan)] string? task = null,
            [Description("What to do otherwise than before.")] string? hint = null,
            [Description(ToolWords.AsDraft)] bool draft = false,
            CancellationToken ct = default) => await RunAsync(turn, TargetName.Of(plan, task), hint, draft, ct));
}
