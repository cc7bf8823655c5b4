// What a person does about the acts of a reply, and the steps that go on by themselves.
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Chat;

public sealed partial class Conversation
{
    private bool _isWatching;

    /// <summary>The act that is being settled; null when none is.</summary>
    public long? Settling { get; private set; }

    public Task ConfirmAsync(ChatMessage reply, ChatAct act) => SettleAsync(reply, act, _chat.ConfirmActAsync);

    public Task RejectAsync(ChatMessage reply, ChatAct act) => SettleAsync(reply, act, _chat.RejectActAsync);

    public Task UndoAsync(ChatMessage reply, ChatAct act) => SettleAsync(reply, act, _chat.UndoActAsync);

    private async Task SettleAsync(ChatMessage reply, ChatAct act, Func<ChatMessage, long, CancellationToken, Task<ChatMessage>> settle)
    {
        if (Settling is not null) return;
        Settling = act.ActId;
        ActionFault = null;
        Changed?.Invoke();
        await TryAsync(async () =>
        {
            try
            {
                Put(await settle(reply, act.ActId, _closed));
            }
            catch (ApiException e) when (e.Fault == ApiFault.Conflict)
            {
                // It stands otherwise by now, and says why; an undo that is not the newest says so beside it.
                var now = await _chat.FindMessageAsync(reply.SessionId, reply.MessageId, _closed);
                var isNew = now.Acts?.FirstOrDefault(other => other.ActId == act.ActId)?.Status != act.Status;
                Put(now);
                if (!isNew) throw;
            }
        });
        Settling = null;
        Changed?.Invoke();
        await WatchStepsAsync();
    }

    /// <summary>Reads replies with steps again and again until nothing more comes of them.</summary>
    private async Task WatchStepsAsync()
    {
        if (_isWatching) return;
        _isWatching = true;
        try
        {
            while (_messages.LastOrDefault(message => message.Acts?.Any(act => act.IsOpen) == true) is { } open)
            {
                await Task.Delay(FollowPause, _time, _closed);
                var now = await _chat.FindMessageAsync(open.SessionId, open.MessageId, _closed);
                if (now.Acts is null || !now.Acts.SequenceEqual(open.Acts!)) Put(now);
                Changed?.Invoke();
            }
        }
        catch (ApiException)
        {
            // Shown as it was; whoever opens the conversation again sees how it goes on.
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            _isWatching = false;
        }
    }

    private void Put(ChatMessage message)
    {
        var index = _messages.FindIndex(known => known.MessageId == message.MessageId);
        if (index >= 0) _messages[index] = message;
    }
}
