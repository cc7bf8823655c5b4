using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Finds dependencies that are missing, superfluous or contradictory, and proposes their repair.</summary>
internal sealed class RepairDependencies(Operation operation) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="isApplied">The repair is made at once; otherwise it is a draft.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, bool isApplied, CancellationToken ct) => operation.RunAsync(
        turn, name, new OperationRequest { Operation = OperationName.RepairDependencies, Commit = isApplied ? CommitMode.Apply : null },
        target => turn.Say($"looking for what is wrong with the dependencies of {target.In(turn)}", $"检查并修复{target.In(turn)}的依赖关系"), ct);

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "repair_dependencies",
        "Starts the background job that finds missing, superfluous and contradictory dependencies. Their repair is left as a draft, unless apply is true.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.TaskOrPlan)] string? task = null,
            [Description("True makes the repair at once, without a draft.")] bool apply = false,
            CancellationToken ct = default) => await RunAsync(turn, TargetName.Of(plan, task), apply, ct));
}
