using System.Text;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Replies;

/// <summary>Why a reply ends before its end.</summary>
internal enum ReplyCut
{
    /// <summary>The person pressed stop.</summary>
    Stopped,

    /// <summary>This instance is stopping.</summary>
    Interrupted,

    /// <summary>Another has the reply, or no one: nothing more may be stored.</summary>
    Lost,
}

/// <summary>A reply that this process is writing, as its streams follow it. A stream costs a position in the text and no queue.</summary>
internal sealed class LiveReply : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly CancellationTokenSource _cut = new();
    private TaskCompletionSource _changed = NewSignal();
    private ReplyCut? _reason;
    private ChatMessage? _end;
    private ChatShown? _shown;
    private bool _ended;

    /// <summary>Cancelled when the reply is to end now; <see cref="CutReason"/> says why.</summary>
    public CancellationToken Cut => _cut.Token;

    public ReplyCut? CutReason
    {
        get
        {
            lock (_gate) return _reason;
        }
    }

    public string Text
    {
        get
        {
            lock (_gate) return _text.ToString();
        }
    }

    public int Length
    {
        get
        {
            lock (_gate) return _text.Length;
        }
    }

    public void Write(string text)
    {
        if (text.Length > 0) Change(() => _text.Append(text));
    }

    /// <summary>What the reply carries besides its text, as it was stored.</summary>
    public void Show(ChatShown shown) => Change(() => _shown = shown);

    /// <summary>The first reason stands.</summary>
    public void CutOff(ReplyCut reason)
    {
        lock (_gate)
        {
            if (_ended || _reason is not null) return;
            _reason = reason;

            // Its callbacks run elsewhere, so that none of them meets this lock.
            _ = _cut.CancelAsync();
        }
    }

    /// <param name="message">The reply as it was stored; null when that was not possible.</param>
    public void End(ChatMessage? message) => Change(() => (_end, _ended) = (message, true));

    /// <summary>What there is from a position on.</summary>
    public LiveText Read(int from)
    {
        lock (_gate)
        {
            return new LiveText(from < _text.Length ? _text.ToString(from, _text.Length - from) : "", _shown, _ended, _end, _changed.Task);
        }
    }

    public void Dispose() => _cut.Dispose();

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A look at a reply.</summary>
/// <param name="Text">New text.</param>
/// <param name="Shown">What it carries besides, as it was shown last; null when that is nothing yet.</param>
/// <param name="Ended">Nothing more comes.</param>
/// <param name="End">The reply as it was stored; null before the end, and when it could not be stored.</param>
/// <param name="Changed">Completes with the next change after this look.</param>
internal readonly record struct LiveText(string Text, ChatShown? Shown, bool Ended, ChatMessage? End, Task Changed);
