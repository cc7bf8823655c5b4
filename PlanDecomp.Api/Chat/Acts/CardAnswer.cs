using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>Takes a bare "yes" or "no" behind a reply with one card for the card's button, whatever else reads the chat.</summary>
internal sealed partial class CardAnswer(IChatStore store, ActSettlement settlement, IJobStore jobs)
{
    /// <summary>False when the message is none of that.</summary>
    public async Task<bool> TryAsync(ChatTurn turn, CancellationToken ct)
    {
        if (turn.History is not [.., { Role: ChatRole.Assistant } reply]
            || reply.Acts?.Where(act => act.Status == ChatActStatus.Proposed).ToList() is not [var card]) return false;
        var words = SpokenName.Clean(turn.Question.Content);
        var (isYes, isNo) = (Yes().IsMatch(words), No().IsMatch(words));
        if (!isYes && !isNo) return false;
        if (await store.FindActAsync(turn.Owner, turn.Question.SessionId, reply.MessageId, card.ActId, ct) is not { } stored) return false;
        var outcome = isYes ? await settlement.ConfirmAsync(stored, ct) : await settlement.RejectAsync(stored, ct);
        if (isNo)
        {
            turn.WriteParagraph(turn.Say("Then I leave it.", "好的，不执行。"));
            return true;
        }

        var after = (await store.FindActAsync(turn.Owner, turn.Question.SessionId, reply.MessageId, card.ActId, ct))?.Act;
        if (outcome == SettleOutcome.Done && after is { JobId: { } jobId } && await jobs.FindAsync(jobId, ct) is { } job) await turn.ShowJobAsync(job);
        turn.WriteParagraph(outcome == SettleOutcome.Over ? CardWords.Expired(turn.Language)
            : after is { IsOpen: false, Text.Length: > 0 } done ? done.Text
            : turn.Say("It is next, when the job before it has ended well.", "将在前一个后台任务顺利结束后进行。"));
        return true;
    }

    [GeneratedRegex("^(?:yes|yep|yeah|sure|ok|okay|do it|go ahead|please do|confirm|y|好|好的|是|是的|可以|行|要|对|嗯|做|确认|执行吧)(?:[,，!！。 ]*(?:please|do it|go ahead|请))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();

    [GeneratedRegex("^(?:no|nope|no thanks|don['’]t|do not|cancel|leave it|n|不|不要|不用|不用了|不行|算了|别|取消)$", RegexOptions.IgnoreCase)]
    private static partial Regex No();
}
