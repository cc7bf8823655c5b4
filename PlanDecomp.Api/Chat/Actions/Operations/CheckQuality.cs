using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Scores a plan or a task, and suggests improvements as a draft.</summary>
internal sealed class CheckQuality(Operation operation) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, CancellationToken ct) => operation.RunAsync(
        turn, name, new OperationRequest { Operation = OperationName.CheckQuality },
        target => turn.Say($"checking the quality of {target.In(turn)}", $"检查{target.In(turn)}的质量"), ct);

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "check_quality",
        "Starts the background job that scores a plan, or a task, gives reasons, and proposes improvements as a draft.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.TaskOrPlan)] string? task = null,
            CancellationToken ct = default) => await RunAsync(turn, TargetName.Of(plan, task), ct));
}
