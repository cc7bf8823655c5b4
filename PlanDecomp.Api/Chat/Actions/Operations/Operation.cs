using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Starts an operation on a plan or a task in the background: what all of them share.</summary>
internal sealed class Operation(TargetFinder targets, PlanJobSubmission<OperationRequest> submission, ReplyJob job)
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="request">The operation and its parameters.</param>
    /// <param name="doing">What it does to the target, as in "I am …".</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, OperationRequest request, Func<Target, string> doing, CancellationToken ct)
    {
        var found = await targets.FindAsync(turn, name, ct);
        return found.Item is { } target ? await StartAsync(turn, target, request, doing(target), ct) : ActionOutcome.DidNot(found.Problem);
    }

    /// <summary>The same of an operation that a hint and the choice of a draft say all about.</summary>
    public Task<ActionOutcome> RunAsync(
        ChatTurn turn, TargetName name, string operation, string? hint, bool isDraft, Func<Target, string> doing, CancellationToken ct) =>
        RunAsync(turn, name, new OperationRequest { Operation = operation, Hint = hint, Commit = DraftWords.CommitOf(isDraft) }, doing, ct);

    /// <inheritdoc cref="RunAsync(ChatTurn, TargetName, OperationRequest, Func{Target, string}, CancellationToken)"/>
    public Task<ActionOutcome> StartAsync(ChatTurn turn, Target target, OperationRequest request, string doing, CancellationToken ct)
    {
        // These work on tasks alone.
        if (target.Plan.TaskCount == 0
            && request.Operation is OperationName.Redo or OperationName.Estimate or OperationName.RepairDependencies or OperationName.Summarise or OperationName.CheckQuality)
        {
            return Task.FromResult(ActionOutcome.DidNot(ActionWords.NoTasks(turn, target.Plan)));
        }

        return job.StartAsync(turn, new JobToStart(
            target.Begin(turn), Started(turn, request, doing),
            key => submission.SubmitAsync(new PlanWish<OperationRequest>(turn.Owner, target.Plan.PlanId, target.Task?.TaskId, request, key), CancellationToken.None)), ct);
    }

    private static string Started(ChatTurn turn, OperationRequest request, string doing) =>
        turn.Say($"I am {doing} in the background; follow the live log below.", $"我正在后台{doing}，请看下方实时日志。") + request switch
        {
            { Operation: OperationName.Summarise } => "",
            { Operation: OperationName.CheckQuality } => turn.Say(
                " What could be better comes as a draft that you accept or reject: /drafts", "改进建议会成为草稿，由你接受或拒绝：/草稿"),
            { Commit: CommitMode.Review } or { Operation: OperationName.RepairDependencies, Commit: null } => ActionWords.DraftFollows(turn),
            _ => ActionWords.CanBeUndone(turn),
        };
}
