using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Chat.Sessions;

/// <summary>The account's sessions, as the side list shows them and pages change them.</summary>
public sealed class ChatSessions(ChatClient chat, TimeProvider time) : IDisposable
{
    private const int PageSize = 30;
    private static readonly TimeSpan SearchPause = TimeSpan.FromMilliseconds(250);

    private readonly List<ChatSession> _sessions = [];
    private CancellationTokenSource? _loading;
    private string? _cursor;

    /// <summary>The one with the newest message first.</summary>
    public IReadOnlyList<ChatSession> Sessions => _sessions;

    public string Search { get; private set; } = "";

    public bool IsLoading { get; private set; }

    public bool HasMore => _cursor is not null;

    /// <summary>Something was listed at least once.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Why the list is not there.</summary>
    public ApiException? Fault { get; private set; }

    public event Action? Changed;

    public ChatSession? Find(long sessionId) => _sessions.Find(session => session.SessionId == sessionId);

    /// <summary>Loads the list anew, as long as the Api cannot be reached again and again.</summary>
    public Task LoadAsync() => LoadAsync(TimeSpan.Zero);

    /// <summary>Lists what matches, once the typing rests.</summary>
    public Task SearchAsync(string text)
    {
        Search = text;
        return LoadAsync(SearchPause);
    }

    public async Task LoadMoreAsync()
    {
        if (!HasMore || IsLoading) return;
        IsLoading = true;
        Changed?.Invoke();
        try
        {
            var page = await chat.ListSessionsAsync(Search, _cursor, PageSize, CancellationToken.None);

            // One that rose to the top in the meantime may come a second time.
            _sessions.AddRange(page.Sessions.Where(session => Find(session.SessionId) is null));
            _cursor = page.NextCursor;
            Fault = null;
        }
        catch (ApiException e)
        {
            Fault = e;
        }

        IsLoading = false;
        Changed?.Invoke();
    }

    /// <summary>Reads a session and puts it where it belongs: at the top if it was just spoken in.</summary>
    /// <exception cref="ApiException">It was not answered.</exception>
    public async Task<ChatSession> RefreshAsync(long sessionId, bool toTop, CancellationToken ct)
    {
        var session = await chat.FindSessionAsync(sessionId, ct);
        Put(session, toTop);
        return session;
    }

    /// <summary>Lists a new session, or an old one with what has become of it.</summary>
    public void Put(ChatSession session, bool toTop)
    {
        var index = _sessions.FindIndex(other => other.SessionId == session.SessionId);
        if (index >= 0 && !toTop)
        {
            _sessions[index] = session;
        }
        else if (toTop)
        {
            if (index >= 0) _sessions.RemoveAt(index);
            _sessions.Insert(0, session);
        }

        Changed?.Invoke();
    }

    /// <exception cref="ApiException">It was not renamed.</exception>
    public async Task RenameAsync(long sessionId, string title) =>
        Put(await chat.RenameSessionAsync(sessionId, title, CancellationToken.None), toTop: false);

    /// <summary>Deletes a session with all it holds. One that is already gone counts as deleted.</summary>
    /// <exception cref="ApiException">It was not deleted.</exception>
    public async Task DeleteAsync(long sessionId)
    {
        try
        {
            await chat.DeleteSessionAsync(sessionId, CancellationToken.None);
        }
        catch (ApiException e) when (e.Fault == ApiFault.NotFound)
        {
            // Deleted elsewhere.
        }

        _sessions.RemoveAll(session => session.SessionId == sessionId);
        Changed?.Invoke();
    }

    public void Dispose() => _loading?.Dispose();

    private async Task LoadAsync(TimeSpan delay)
    {
        _loading?.Cancel();
        _loading?.Dispose();
        var ct = (_loading = new CancellationTokenSource()).Token;
        IsLoading = true;
        Changed?.Invoke();
        var pauses = Pauses.Growing();
        try
        {
            await Task.Delay(delay, time, ct);
            while (!await TryLoadAsync(ct)) await Task.Delay(pauses.Next(), time, ct);
        }
        catch (OperationCanceledException)
        {
            // A newer search took over.
            return;
        }

        IsLoading = false;
        Changed?.Invoke();
    }

    /// <summary>False when it is worth another try.</summary>
    private async Task<bool> TryLoadAsync(CancellationToken ct)
    {
        try
        {
            var page = await chat.ListSessionsAsync(Search, cursor: null, PageSize, ct);
            _sessions.Clear();
            _sessions.AddRange(page.Sessions);
            _cursor = page.NextCursor;
            IsLoaded = true;
            Fault = null;
            return true;
        }
        catch (ApiException e)
        {
            Fault = e;
            Changed?.Invoke();
            return !e.IsTransient;
        }
    }
}
