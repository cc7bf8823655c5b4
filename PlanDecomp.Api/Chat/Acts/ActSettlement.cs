using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>What a person does about what a reply lists: confirms a card, does not want it, takes back what was done.</summary>
internal sealed class ActSettlement(IChatStore store, ActRunner runner, IPlanStore plans, IPlanHistory history)
{
    /// <summary>Has a card's deed done, once: a second confirmation finds what came of the first.</summary>
    public async Task<SettleOutcome> ConfirmAsync(StoredAct act, CancellationToken ct)
    {
        if (act.Act.Status != ChatActStatus.Proposed) return act.Act.Status is ChatActStatus.Rejected or ChatActStatus.Expired ? SettleOutcome.Over : SettleOutcome.Done;
        if (!await runner.IsCurrentAsync(act, ct))
        {
            await store.MoveActAsync(act.Act.ActId, ChatActStatus.Proposed, ChatActStatus.Expired, CardWords.Expired(act.Call?.Language ?? ReplyLanguage.English), ct);
            return SettleOutcome.Over;
        }

        // Durable first: from here on some instance does it, whatever becomes of this one.
        if (await store.MoveActAsync(act.Act.ActId, ChatActStatus.Proposed, ChatActStatus.Waiting, "", ct) && act is { AfterAct: null, AfterJob: null })
        {
            await runner.RunAsync(act, CancellationToken.None);
        }

        return SettleOutcome.Done;
    }

    /// <summary>Drops a card, or a step that waits; what waits for it is skipped then.</summary>
    public async Task<SettleOutcome> RejectAsync(StoredAct act, CancellationToken ct) =>
        act.Act.Status == ChatActStatus.Rejected
        || await store.MoveActAsync(act.Act.ActId, ChatActStatus.Proposed, ChatActStatus.Rejected, null, ct)
        || await store.MoveActAsync(act.Act.ActId, ChatActStatus.Waiting, ChatActStatus.Rejected, null, ct)
            ? SettleOutcome.Done : SettleOutcome.Over;

    /// <summary>Takes back the change that the act has made, if nothing came after it. Null when it has made none, or its plan is gone.</summary>
    public async Task<UndoOutcome?> UndoAsync(StoredAct act, CancellationToken ct)
    {
        if (act.Act is not { PlanId: { } planId, Status: ChatActStatus.Done } || await plans.FindAsync(planId, ct) is not { } plan || plan.Owner != act.Owner) return null;
        var changeSetId = act.Act.ChangeSetId ?? (act.Act.JobId is { } job ? (await history.FindOfJobAsync(planId, job, ct))?.ChangeSetId : null);
        if (changeSetId is null) return null;
        var outcome = await history.UndoAsync(planId, changeSetId, ct);
        if (outcome is UndoOutcome.Done) await store.MarkUndoneAsync(act.Owner, act.SessionId, act.Act.ActId, CancellationToken.None);
        return outcome;
    }
}

internal enum SettleOutcome
{
    /// <summary>It is as wished, now or since before.</summary>
    Done,

    /// <summary>It stands otherwise by now.</summary>
    Over,
}
