using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>
/// Where every deed of the chat passes before anything is changed. What a model wants to do and the person has not asked for in so many words
/// becomes a card; a second job of a reply becomes a step. Decided here and not by the prompt: no text in a plan can start work.
/// </summary>
internal sealed class ActGate(IPlanStore plans, PlanMark mark)
{
    private const int MaxCards = 3;
    private const int MaxSteps = 10;

    /// <summary>Null: go on. Otherwise nothing may be done now, and the outcome says why.</summary>
    /// <param name="turn">Who acts.</param>
    /// <param name="deed">What is about to be done, once all about it is known to be possible.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<ActionOutcome?> StopAsync(ChatTurn turn, Deed deed, CancellationToken ct)
    {
        // One call is one deed: a plan that is made and broken down was let pass as that.
        if (turn.Deed is not null) return null;
        switch (turn.Authority)
        {
            case TurnAuthority.Probe:
                turn.Deed = deed;
                return ActionOutcome.DidNot("");
            case TurnAuthority.Model when !await IsAllowedAsync(turn, deed, ct):
                return await ProposeAsync(turn, deed, ct);
        }

        // A reply shows one job, so what was let pass beside it waits for its end.
        if (deed.IsJob && turn.ShowsJobAtWork && turn.Call is not null) return await QueueAsync(turn, deed, ct);
        turn.Deed = deed;
        return null;
    }

    private static async Task<bool> IsAllowedAsync(ChatTurn turn, Deed deed, CancellationToken ct)
    {
        if (deed.IsFree) return true;
        if (turn.Asked is not { } asked) return false;
        if (await asked.TakesAsync(turn, deed, ct)) return true;

        // One small change is seen beside the reply, and taken back there; several are not made unless the person spoke of such changes.
        if (deed.IsSmall) return !turn.Acts.Any(act => act is { Status: ChatActStatus.Done, JobId: null }) || asked.Speaks(deed.Name);

        // Where the model has read nothing but the person's own words, a wish in any words is theirs.
        return deed.Name == "create_plan" && !turn.HasReadMaterial && turn.Acts.All(act => act.Name != deed.Name);
    }

    private async Task<ActionOutcome> ProposeAsync(ChatTurn turn, Deed deed, CancellationToken ct)
    {
        // The same card once: a model that is told to wait likes to try again.
        turn.IsListed = true;
        if (turn.Cards.Any(card => card.IsSameAs(deed))) return ActionOutcome.DidNot(CardWords.Waits(turn));

        if (turn.Call is not { } call || turn.Cards.Count >= MaxCards) return ActionOutcome.DidNot(CardWords.TooMany(turn));
        turn.Cards.Add(deed);
        await turn.AddActAsync(ActDraft.Of(deed, ChatActStatus.Proposed, CardWords.Of(turn, deed)) with
        {
            Call = await PlaceAsync(turn, call, deed.Plan?.PlanId ?? turn.PlanId, ct),
            Mark = await mark.OfAsync(deed, ct),
        });
        return ActionOutcome.DidNot(CardWords.Waits(turn));
    }

    /// <summary>Has a deed done after the job that this reply shows, and after the steps that wait for it already.</summary>
    private async Task<ActionOutcome> QueueAsync(ChatTurn turn, Deed deed, CancellationToken ct)
    {
        if (turn.Acts.Count(act => act.Status == ChatActStatus.Waiting) >= MaxSteps) return ActionOutcome.DidNot(CardWords.TooMany(turn));
        var words = CardWords.Queued(turn, deed);
        turn.IsListed = true;
        await turn.AddActAsync(ActDraft.Of(deed, ChatActStatus.Waiting, "") with { Call = await PlaceAsync(turn, turn.Call!, deed.Plan?.PlanId ?? turn.PlanId, ct) });
        return new ActionOutcome(true, words);
    }

    /// <summary>The call with the places that it names in the plan, as they are counted now.</summary>
    public async Task<ActCall> PlaceAsync(ChatTurn turn, ActCall call, long? planId, CancellationToken ct) =>
        planId is { } id && await plans.ReadTreeAsync(id, ct) is { } tree && tree.Plan.Owner == turn.Owner ? call.In(tree) : call;
}
