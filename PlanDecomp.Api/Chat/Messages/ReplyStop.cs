using PlanDecomp.Api.Chat.Replies;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Messages;

/// <summary>Ends a reply that is being written, by whichever instance.</summary>
internal sealed class ReplyStop(IChatStore store, ReplyRuns runs, TimeProvider time)
{
    /// <summary>How long the answer waits for the writer; another instance looks at the mark about once a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>200 with the reply at its end, or 202 with the reply as it is when its writer takes longer.</summary>
    public async Task<IResult> StopAsync(string owner, long sessionId, long messageId, CancellationToken ct)
    {
        if (await store.RequestStopAsync(owner, sessionId, messageId, ct) is not { } message) return Problem.NotFound("message");
        runs.Find(messageId)?.CutOff(ReplyCut.Stopped);
        var asked = time.GetTimestamp();
        while (message.Status == ChatMessageStatus.Streaming && time.GetElapsedTime(asked) < Patience)
        {
            await Task.Delay(Poll, time, ct);
            if (await store.FindMessageAsync(owner, sessionId, messageId, ct) is not { } now) return Problem.NotFound("message");
            message = now;
        }

        return message.Status == ChatMessageStatus.Streaming ? TypedResults.Accepted((string?)null, message) : TypedResults.Ok(message);
    }
}
