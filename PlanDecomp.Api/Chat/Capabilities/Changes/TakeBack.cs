using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Changes;

namespace PlanDecomp.Api.Chat.Capabilities.Changes;

/// <summary>What <see cref="Undo"/> and <see cref="RestoreChange"/> share: one step a reply, and what is said when there is none.</summary>
internal sealed class TakeBack(IPlanHistory history, IJobStore jobs, PlanFinder planFinder, ActGate gate)
{
    private const int PageSize = 50;

    /// <summary>The plan of the talk has something to take such a step with.</summary>
    public async Task<bool> CanAsync(ChatTurn turn, HistoryStep step, CancellationToken ct) =>
        await planFinder.FindInTalkAsync(turn, ct) is { Item: { } plan } && await history.ListAsync(plan.PlanId, null, 1, ct) is { } page && step.Of(page) is not null;

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="step">Which way.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, HistoryStep step, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, plan, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        if (await history.ListAsync(target.PlanId, null, PageSize, ct) is not { } page) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        turn.TalkAbout(target.PlanId);

        // A reply that is written anew, or a model that calls twice, must not go a step further.
        if (page.ChangeSets is [var newest, ..] && newest.Kind == step.Kind && newest.CreatedAt >= turn.Question.CreatedAt)
        {
            return ActionOutcome.Did(turn.Say(
                $"That is done in {Markdown.Link(target)}: {ChangeWords.Of(turn, newest)}. For one step more, say it once more.",
                $"{Markdown.Link(target)}已完成：{ChangeWords.Of(turn, newest)}。如需再来一步，请再说一次。"));
        }

        if (turn.HasDecided) return ActionOutcome.DidNot(ActionWords.OneStep(turn));
        if (step.Of(page) is not { } changeSetId) return ActionOutcome.DidNot(step.Nothing(turn, target));
        var change = page.ChangeSets.FirstOrDefault(one => one.ChangeSetId == step.Undone(page, changeSetId));
        var deed = new Deed(step.Name, target) { Note = change is null ? "" : turn.Say($"It is: {ChangeWords.Of(turn, change)}.", $"内容：{ChangeWords.Of(turn, change)}。") };
        if (await gate.StopAsync(turn, deed, ct) is { } stopped) return stopped;
        ct.ThrowIfCancellationRequested();
        switch (await step.TakeAsync(history, target.PlanId, changeSetId))
        {
            case UndoOutcome.Done done:
                turn.HasDecided = true;
                return ActionOutcome.Did(step.Said(turn, target, ChangeWords.Of(turn, change ?? done.ChangeSet)));
            case UndoOutcome.JobAtWork atWork:
                if (turn.JobId is null && await jobs.FindAsync(atWork.JobId, CancellationToken.None) is { } job) await turn.ShowJobAsync(job);
                return ActionOutcome.DidNot(ActionWords.JobAtWork(turn, Markdown.Link(target)));
            case UndoOutcome.NotNewest:
                return ActionOutcome.DidNot(turn.Say(
                    $"{Markdown.Link(target)} has just been changed by someone else. Look at it, then say it again.", $"{Markdown.Link(target)}刚刚被改动过。请先查看，再重试。"));
            default:
                return ActionOutcome.DidNot(step.Nothing(turn, target));
        }
    }
}

/// <summary>A step back or forward in a plan's history.</summary>
internal sealed record HistoryStep
{
    /// <summary>What it is called: the tool's action.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of change set it makes.</summary>
    public required string Kind { get; init; }

    /// <summary>The change set it takes back now; null when there is none.</summary>
    public required Func<ChangeSetPage, long?> Of { get; init; }

    /// <summary>The change that a person would call it after, by the page and what is taken back.</summary>
    public required Func<ChangeSetPage, long, long?> Undone { get; init; }

    public required Func<IPlanHistory, long, long, Task<UndoOutcome?>> TakeAsync { get; init; }

    /// <summary>What is said when it is done, with the change in words.</summary>
    public required Func<ChatTurn, Plan, string, string> Said { get; init; }

    /// <summary>What is said when there is nothing to take back.</summary>
    public required Func<ChatTurn, Plan, string> Nothing { get; init; }
}
