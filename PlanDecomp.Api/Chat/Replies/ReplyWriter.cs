using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Replies;

/// <summary>Writes one reply: for its streams at once, into the store now and then.</summary>
/// <remarks>What comes in pieces may end in the midst of a secret: a word is shown when it has ended.</remarks>
internal sealed class ReplyWriter(LiveReply live, ReplyFence fence, IChatStore store, TimeSpan heartbeat, TimeProvider time, SecretMask mask) : IDisposable
{
    private readonly MaskedPieces _pieces = new(mask);

    /// <summary>Invariant: saves follow one another, so that an older text never replaces a newer one.</summary>
    private readonly SemaphoreSlim _saving = new(1);

    private int _savedLength;
    private ChatMetadata? _savedMetadata;
    private long _savedAt = time.GetTimestamp();

    /// <summary>What the reply carries besides its text.</summary>
    public ChatMetadata? Metadata { get; set; }

    /// <summary>What the reply lists, as it is stored.</summary>
    public IReadOnlyList<ChatAct> Acts { get; private set; } = [];

    /// <summary>Characters so far.</summary>
    public int Length => live.Length + _pieces.Held.Length;

    /// <summary>The text so far.</summary>
    public string Text => live.Text + _pieces.Held;

    /// <summary>Writes a piece of a text, of which more may come.</summary>
    public void Write(string piece) => live.Write(Shown(piece));

    /// <summary>Writes a text to its end: nothing of it is held back, nor of what came before.</summary>
    public void WriteWhole(string text) => live.Write(Shown(text) + _pieces.End());

    // A NUL would end the text for SQLite's own functions.
    private string Shown(string text) => _pieces.Add(text.Replace("\0", "", StringComparison.Ordinal));

    /// <summary>Stores what there is.</summary>
    public async Task<ReplyStanding> SaveAsync()
    {
        await _saving.WaitAsync();
        try
        {
            var (text, metadata) = (live.Text, Metadata);
            var standing = await store.SaveReplyAsync(fence, text, metadata, CancellationToken.None);
            var isNew = metadata != _savedMetadata;
            (_savedLength, _savedMetadata, _savedAt) = (text.Length, metadata, time.GetTimestamp());

            // Durable before visible: a job is in the bubble as soon as it is accepted and stored, and the text goes on.
            if (isNew && standing != ReplyStanding.Lost) Show(metadata);
            return standing;
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Stores an act of the reply at once. One that could not be stored, because the reply is another's, is not listed.</summary>
    public async Task AddActAsync(ActDraft act)
    {
        if (await store.AddActAsync(fence, act with { Text = mask.Apply(act.Text) }, CancellationToken.None) is not { } stored) return;
        Acts = [.. Acts, stored];
        Show(_savedMetadata);
    }

    /// <summary>Stores what is new, or that the writer lives when that was not said for a while; and tells how the reply stands.</summary>
    public Task<ReplyStanding> BeatAsync() =>
        live.Length != _savedLength || Metadata != _savedMetadata || time.GetElapsedTime(_savedAt) >= heartbeat
            ? SaveAsync()
            : store.FindStandingAsync(fence, CancellationToken.None);

    /// <summary>Stores the end. Null when another has the reply, or no one.</summary>
    public async Task<ChatMessage?> EndAsync(ChatMessageStatus status, string? error)
    {
        await _saving.WaitAsync();
        try
        {
            live.Write(_pieces.End());
            return await store.EndReplyAsync(fence, new ReplyEnd(live.Text, status, error is null ? null : mask.Apply(error), Metadata), CancellationToken.None);
        }
        finally
        {
            _saving.Release();
        }
    }

    private void Show(ChatMetadata? metadata) => live.Show(new ChatShown(metadata, Acts.Count == 0 ? null : Acts));

    public void Dispose() => _saving.Dispose();
}
