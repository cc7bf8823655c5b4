using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Words the titles and instructions of a plan or a task anew.</summary>
internal sealed class Rewrite(Operation operation) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="hint">How to word it; without one, what is missing is said.</param>
    /// <param name="isDraft">The change is to be looked at first.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, string? hint, bool isDraft, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(hint))
        {
            return ActionOutcome.DidNot(turn.Say(
                "How should I word it? Say it behind two dashes, for example: /rewrite 2 -- shorter, in plain language",
                "要改写成什么样？请写在两个短横线之后，例如：/改写 2 -- 更简短、更口语化"));
        }

        return await operation.RunAsync(turn, name, OperationName.Rewrite, hint, isDraft, target => turn.Say($"rewriting {target.In(turn)}", $"改写{target.In(turn)}"), ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "rewrite",
        "Starts the background job that words the titles and instructions of a whole plan, or of one task, anew.",
        async (
            [Description("How to word it, such as: shorter, in plain language.")] string hint,
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.TaskOrPlan)] string? task = null,
            [Description(ToolWords.AsDraft)] bool draft = false,
            CancellationToken ct = default) => await RunAsync(turn, TargetName.Of(plan, task), hint, draft, ct));
}
