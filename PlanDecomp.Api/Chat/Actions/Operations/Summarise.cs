using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Sums a plan or a task up. Changes nothing.</summary>
internal sealed class Summarise(Operation operation) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, CancellationToken ct) => operation.RunAsync(
        turn, name, new OperationRequest { Operation = OperationName.Summarise },
        target => turn.Say($"summarising {target.In(turn)}", $"总结{target.In(turn)}"), ct);

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "summarise",
        "Starts the background job that sums a plan, or a task, up in a few paragraphs. It changes nothing.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.TaskOrPlan)] string? task = null,
            CancellationToken ct = default) => await RunAsync(turn, TargetName.Of(plan, task), ct));
}
