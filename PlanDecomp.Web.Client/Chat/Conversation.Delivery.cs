// From a message on its way to the end of its reply.
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Chat;

public sealed partial class Conversation
{
    private async Task DeliverAsync(Outgoing outgoing)
    {
        Outgoing = outgoing;
        outgoing.Fault = null;
        ActionFault = null;
        Changed?.Invoke();
        try
        {
            var sessionId = SessionId ?? await StartAsync();
            using var reading = _reading = CancellationTokenSource.CreateLinkedTokenSource(_closed);
            var reply = outgoing.Say is { } request
                ? _chat.SendAsync(sessionId, request, outgoing.Key, reading.Token)
                : _chat.RetryAsync(sessionId, outgoing.Retry!.MessageId, outgoing.Key, reading.Token);
            await foreach (var item in reply) Take(outgoing, item);
            if (Running is null && Outgoing == outgoing) throw new ApiException(ApiFault.Unreachable);
        }
        catch (OperationCanceledException)
        {
            // Stopped, or the page was left; the reply is written all the same.
        }
        catch (ApiException e) when (e.Fault == ApiFault.Conflict && outgoing.Retry is not null && Outgoing == outgoing)
        {
            // It is no longer the last reply, or already being written anew: perhaps by a first try of this whose answer was lost.
            Outgoing = null;
            await OpenAsync();
            return;
        }
        catch (ApiException e)
        {
            if (Outgoing == outgoing) outgoing.Fault = e;
        }
        finally
        {
            _reading = null;
        }

        Changed?.Invoke();

        if (Running is not { } running || _closed.IsCancellationRequested) return;

        // The stream ended before the reply did.
        running.IsLost = true;
        Changed?.Invoke();
        await FollowAsync(running);
    }

    private async Task<long> StartAsync()
    {
        var session = await _chat.CreateSessionAsync(new ChatSessionRequest(), _closed);
        SessionId = session.SessionId;
        Started?.Invoke(session);
        return session.SessionId;
    }

    private void Take(Outgoing outgoing, ReplyEvent item)
    {
        switch (item)
        {
            case ReplyEvent.Accepted(var exchange):
                var first = Math.Min(exchange.Question.MessageId, outgoing.Say?.Replaces ?? long.MaxValue);
                _messages.RemoveAll(message => message.MessageId >= first);
                _messages.Add(exchange.Question);
                Running = new RunningReply(exchange.Reply);
                Outgoing = null;
                Accepted?.Invoke(exchange);
                Changed?.Invoke();
                break;
            case ReplyEvent.Delta(var text) when Running is not null:
                Running.Append(text);
                Grew?.Invoke();
                break;
            case ReplyEvent.Shown(var what) when Running is not null:
                Running.Show(what);
                Changed?.Invoke();
                break;
            case ReplyEvent.Done(var reply) when Running is { } running:
                End(running, reply);
                break;
        }
    }

    /// <summary>Reads the reply again and again until it has ended.</summary>
    private async Task FollowAsync(RunningReply running)
    {
        var pauses = Pauses.Growing();
        while (Running == running && !_closed.IsCancellationRequested)
        {
            var pause = FollowPause;
            try
            {
                var stored = await _chat.FindMessageAsync(SessionId!.Value, running.MessageId, _closed);
                if (stored.Status != ChatMessageStatus.Streaming)
                {
                    End(running, stored);
                    return;
                }

                running.Take(stored);
                running.IsLost = false;
                pauses = Pauses.Growing();
            }
            catch (ApiException e) when (e.Fault is ApiFault.NotFound)
            {
                // Said anew or deleted elsewhere.
                Running = null;
                await OpenAsync();
                return;
            }
            catch (ApiException)
            {
                running.IsLost = true;
                pause = pauses.Next();
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Changed?.Invoke();
            await Task.Delay(pause, _time, _closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private void End(RunningReply running, ChatMessage reply)
    {
        // Stop's answer and the stream's end may both come.
        if (Running != running) return;
        Running = null;
        _messages.Add(reply);
        _reading?.Cancel();
        Replied?.Invoke(reply);
        Changed?.Invoke();
        _ = WatchStepsAsync();
    }
}
