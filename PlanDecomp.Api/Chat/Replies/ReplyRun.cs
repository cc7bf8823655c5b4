using Microsoft.Extensions.Options;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Replies;

/// <summary>Has a reply written from its beginning to its end, whether anyone follows it or not.</summary>
internal sealed partial class ReplyRun(
    IChatStore store, ChatTurns turns, ChatAnswer answer, IOptions<ChatOptions> options, SecretMask mask, TimeProvider time, ILogger<ReplyRun> logger)
{
    /// <summary>Heartbeats that may be lost before the writer is.</summary>
    private const int Heartbeats = 3;

    /// <param name="begun">The exchange as it was stored.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="live">What the streams follow; it has ended when this returns.</param>
    public async Task RunAsync(SendOutcome.Begun begun, string owner, LiveReply live)
    {
        using var writer = new ReplyWriter(live, begun.Fence, store, options.Value.WriterLostAfter / Heartbeats, time, mask);
        ChatMessage? stored = null;
        try
        {
            using var over = new CancellationTokenSource();
            var beating = BeatAsync(writer, live, over.Token);
            var (status, error) = await AnswerAsync(begun, owner, writer, live);
            await over.CancelAsync();
            await beating;

            // Durable before visible: streams learn of the end when it is on disk.
            if (live.CutReason != ReplyCut.Lost) stored = await writer.EndAsync(status, error);
        }
        catch (Exception e)
        {
            // Its heartbeat ends here, so the reply counts as interrupted before long.
            LogNotStored(e, begun.Fence.MessageId);
        }
        finally
        {
            live.End(stored);
        }
    }

    private async Task<(ChatMessageStatus Status, string? Error)> AnswerAsync(
        SendOutcome.Begun begun, string owner, ReplyWriter writer, LiveReply live)
    {
        var language = ReplyLanguages.Of(begun.Exchange.Question.Content, begun.Language, before: null);
        using var timeout = new CancellationTokenSource(options.Value.ReplyTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(live.Cut, timeout.Token);
        try
        {
            var turn = await turns.BeginAsync(begun, owner, writer, answer.AuthorityFor(begun.Exchange.Question), both.Token);
            language = turn.Language;
            await answer.GiveAsync(turn, both.Token);
            return (ChatMessageStatus.Complete, null);
        }
        catch (Exception) when (live.CutReason is { } cut)
        {
            // A reply that is cut off ends with whatever its connection makes of that: no fault, since it was to end.
            return (cut == ReplyCut.Stopped ? ChatMessageStatus.Stopped : ChatMessageStatus.Interrupted, null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (ChatMessageStatus.Failed, language.Say(
                $"The reply took longer than {options.Value.ReplyTimeout.TotalSeconds:0} seconds and was ended. Try again, or ask for less at once.",
                $"回复用时超过 {options.Value.ReplyTimeout.TotalSeconds:0} 秒，已结束。请重试，或把请求拆小一些。"));
        }
        catch (ReplyFailedException e)
        {
            LogFailed(begun.Fence.MessageId, e.InnerException?.Message ?? e.Message);
            return (ChatMessageStatus.Failed, e.Message);
        }
        catch (Exception e)
        {
            LogBroke(e, begun.Fence.MessageId);
            return (ChatMessageStatus.Failed, language.Say(
                "Something went wrong here. It has been noted; please try again.", "这里出了点问题，已记录下来，请重试。"));
        }
    }

    /// <summary>Stores the growing text, shows that the writer lives, and sees to it that the reply ends when someone wants it to.</summary>
    private async Task BeatAsync(ReplyWriter writer, LiveReply live, CancellationToken over)
    {
        using var timer = new PeriodicTimer(options.Value.SaveEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                switch (await TryBeatAsync(writer))
                {
                    case ReplyStanding.StopRequested:
                        live.CutOff(ReplyCut.Stopped);
                        break;
                    case ReplyStanding.Lost:
                        live.CutOff(ReplyCut.Lost);
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The reply is written.
        }
    }

    private async Task<ReplyStanding> TryBeatAsync(ReplyWriter writer)
    {
        try
        {
            return await writer.BeatAsync();
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException)
        {
            // A busy disk may pass; the next beat stores all there is.
            LogNotSaved(e.Message);
            return ReplyStanding.Writing;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Reply {MessageId} failed: {Reason}")]
    private partial void LogFailed(long messageId, string reason);

    [LoggerMessage(LogLevel.Error, "Reply {MessageId} broke")]
    private partial void LogBroke(Exception e, long messageId);

    [LoggerMessage(LogLevel.Error, "The end of reply {MessageId} could not be stored")]
    private partial void LogNotStored(Exception e, long messageId);

    [LoggerMessage(LogLevel.Warning, "A reply could not be stored for now: {Reason}")]
    private partial void LogNotSaved(string reason);
}
