using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>Does what a reply lists and has not done: what a card was confirmed for, and the next of several steps.</summary>
/// <remarks>
/// Whoever claims an act does it. A claim that is given up for lost is taken by another, which finds the job under the act's key: nothing is
/// started twice.
/// </remarks>
internal sealed partial class ActRunner(IChatStore store, ChatCapabilities capabilities, RulesReader rules, PlanMark mark, SecretMask mask, ILogger<ActRunner> logger)
{
    /// <summary>Does a waiting act. False when another does.</summary>
    public async Task<bool> RunAsync(StoredAct stored, CancellationToken ct)
    {
        var writer = Guid.NewGuid().ToString("N");
        if (!await store.ClaimActAsync(stored.Act.ActId, writer, ct)) return false;
        ActEnd end;
        try
        {
            end = await DoAsync(stored);
        }
        catch (Exception e)
        {
            LogBroke(e, stored.Act.ActId);
            end = new ActEnd(ChatActStatus.Failed, LanguageOf(stored).Say("Something went wrong here. It has been noted; please try again.", "这里出了点问题，已记录下来，请重试。"));
        }

        return await store.EndActAsync(stored.Act.ActId, writer, end with { Text = mask.Apply(end.Text) }, CancellationToken.None);
    }

    /// <summary>False when what a card is about has changed since, so that its confirmation would be for something else.</summary>
    public async Task<bool> IsCurrentAsync(StoredAct stored, CancellationToken ct)
    {
        if (stored.Call is not { } call) return false;
        var probe = TurnOf(stored, call, TurnAuthority.Probe);
        await CallAsync(probe, call, ct);
        return probe.Deed is { } deed && await mark.OfAsync(deed, ct) == stored.Mark;
    }

    private async Task<ActEnd> DoAsync(StoredAct stored)
    {
        if (stored.Call is not { } call) return new ActEnd(ChatActStatus.Failed, "");
        var turn = TurnOf(stored, call, TurnAuthority.Person);

        // Once begun it is not cancelled: what is done is said.
        var outcome = await CallAsync(turn, call, CancellationToken.None);
        var deed = turn.LastDeed ?? turn.Deed;
        var job = outcome.Done ? turn.StartedJob : null;
        return new ActEnd(outcome.Done ? ChatActStatus.Done : ChatActStatus.Failed, outcome.Text)
        {
            Subject = deed?.Subject,
            PlanId = job?.PlanId ?? deed?.Plan?.PlanId ?? turn.PlanId,
            TaskId = deed?.Task?.TaskId,
            JobId = job?.JobId,
            JobType = job?.JobType,
            ChangeSetId = outcome.Done ? turn.ChangeSetId : null,
        };
    }

    private async Task<ActionOutcome> CallAsync(ChatTurn turn, ActCall call, CancellationToken ct)
    {
        var nothing = ActionOutcome.DidNot(turn.Say("That cannot be done any more. Ask for it again.", "现在已无法执行，请重新提出。"));
        if (call.Words is { } words)
        {
            turn.BeginCall(null);
            return await rules.RunAsync(turn, words, ct) ?? nothing;
        }

        if (capabilities.Tools.FirstOrDefault(tool => tool.Name == call.Tool) is not { } found) return nothing;
        try
        {
            return await found.CallAsync(turn, (call.Arguments ?? []).Select(one => KeyValuePair.Create(one.Key, (object?)one.Value)), ct);
        }
        catch (ArgumentException)
        {
            // Another version's call.
            return nothing;
        }
    }

    private static ChatTurn TurnOf(StoredAct stored, ActCall call, TurnAuthority authority) => new ChatTurn(null)
    {
        Owner = stored.Owner,
        Question = stored.Question,
        Language = call.Language,
        Authority = authority,
        Places = call.Places,
        JobKey = stored.JobKey,
    }.About(call.PlanId);

    private static ReplyLanguage LanguageOf(StoredAct stored) => stored.Call?.Language ?? ReplyLanguage.English;

    [LoggerMessage(LogLevel.Error, "Act {ActId} broke")]
    private partial void LogBroke(Exception e, long actId);
}
