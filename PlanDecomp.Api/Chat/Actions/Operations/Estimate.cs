using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Estimates the hours of work of a plan's tasks, or of one.</summary>
internal sealed class Estimate(Operation operation) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="hint">What to mind; null for nothing.</param>
    /// <param name="isDraft">The change is to be looked at first.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, string? hint, bool isDraft, CancellationToken ct) => operation.RunAsync(
        turn, name, OperationName.Estimate, hint, isDraft,
        target => turn.Say($"estimating the work of {target.In(turn)}", $"估算{target.In(turn)}的工时"), ct);

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "estimate",
        "Starts the background job that estimates the hours of work of each task, with the order of work and the critical path.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.TaskOrPlan)] string? task = null,
            [Description("What to mind, such as: two people work on it.")] string? hint = null,
            [Description(ToolWords.AsDraft)] bool draft = false,
            CancellationToken ct = default) => await RunAsync(turn, TargetName.Of(plan, task), hint, draft, ct));
}
