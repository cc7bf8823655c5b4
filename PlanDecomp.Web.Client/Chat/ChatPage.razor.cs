using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Chat.Composer;
using PlanDecomp.Web.Client.Chat.Sessions;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Markdown;

namespace PlanDecomp.Web.Client.Chat;

/// <summary>The chat: a new one, or a session's.</summary>
/// <remarks>Both addresses are this one component, so that a first message's reply goes on when its session gets an address.</remarks>
public partial class ChatPage : LocalizedComponent, IAsyncDisposable
{
    // What is read aloud of a reply; the whole is in the page.
    private const int SpokenLength = 400;

    private RenderPace _pace = null!;
    private Conversation _conversation = null!;
    private ChatSession? _session;
    private long? _address;
    private ChatComposer? _composer;
    private ElementReference _scroller;
    private IJSObjectReference? _scroll;
    private string? _planTitle;
    private string _spoken = "";
    private bool _isAlive;
    private bool _isScrollDue;

    [Inject]
    private ChatClient Chat { get; set; } = null!;

    [Inject]
    private PlansClient Plans { get; set; } = null!;

    [Inject]
    private ChatSessions Sessions { get; set; } = null!;

    [Inject]
    private ChatBrowser Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <summary>Null for a new chat.</summary>
    [Parameter]
    public long? SessionId { get; set; }

    /// <summary>The plan to talk about.</summary>
    [SupplyParameterFromQuery(Name = "plan")]
    public long? PlanId { get; set; }

    private string _title => SessionId is { } id ? Sessions.Find(id)?.Title ?? _session?.Title ?? L[CommonText.Chat] : L[ChatText.NewChat];

    private bool _isEmpty => _conversation is { SessionId: null, Outgoing: null };

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _pace = new RenderPace(Time, () => InvokeAsync(StateHasChanged));
        Sessions.Changed += Redraw;
        _address = SessionId;
        Take(new Conversation(Chat, Time, SessionId));
    }

    protected override async Task OnParametersSetAsync()
    {
        // A prerendered page loads nothing.
        if (!_isAlive) return;
        var plan = ShowPlanAsync();

        // The address follows the session that a first message has made, and its query may come before its path.
        var isMoved = SessionId != _address;
        _address = SessionId;
        if (isMoved && SessionId != _conversation.SessionId)
        {
            Leave();
            Take(new Conversation(Chat, Time, SessionId));
            _session = null;
            _spoken = "";
            await LoadAsync();
        }

        await plan;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _isAlive = true;
            _scroll = await Browser.WatchScrollAsync(_scroller);
            await Task.WhenAll(ShowPlanAsync(), LoadAsync());
        }

        if (!_isScrollDue || _scroll is null) return;
        _isScrollDue = false;
        await _scroll.InvokeVoidAsync("stick");
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        if (_scroll is null) return;
        try
        {
            await _scroll.InvokeVoidAsync("end");
            await _scroll.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its script with it.
        }
    }

    protected override void Dispose(bool disposing)
    {
        Sessions.Changed -= Redraw;
        Leave();
        _pace.Dispose();
        base.Dispose(disposing);
    }

    private async Task LoadAsync()
    {
        if (SessionId is { } id) await Task.WhenAll(_conversation.OpenAsync(), ShowTitleAsync(id));
    }

    private async Task ShowTitleAsync(long id)
    {
        if (Sessions.Find(id) is not null) return;
        try
        {
            var session = await Sessions.RefreshAsync(id, toTop: false, CancellationToken.None);
            if (SessionId == id) _session = session;
        }
        catch (ApiException)
        {
            // The messages' own fault says it.
        }
    }

    private async Task ShowPlanAsync()
    {
        _planTitle = null;
        if (PlanId is not { } id) return;
        try
        {
            var plan = await Plans.FindAsync(id, CancellationToken.None);
            if (PlanId == id) _planTitle = plan.Title;
        }
        catch (ApiException)
        {
            // Its number stands for it.
        }
    }

    private async Task SendAsync(string text) => await SendAsync(text, PlanId);

    private async Task SendAsync(string text, long? planId, long? replaces = null)
    {
        _isScrollDue = true;
        await _conversation.SendAsync(new SendMessageRequest
        {
            Content = text,
            Replaces = replaces,
            PlanId = planId,
            Language = L.Language == PageLanguage.Chinese ? "zh" : "en",
        });
    }

    private async Task EditAsync((ChatMessage Message, string Text) edit)
    {
        if (_composer is not null) await _composer.FocusAsync();
        await SendAsync(edit.Text, PlanId, edit.Message.MessageId);
    }

    /// <summary>A next step is about the plan of its job, whichever the page is about.</summary>
    private async Task SayAsync((string Words, long? PlanId) step)
    {
        // The button goes with its reply's being the last one.
        if (_composer is not null) await _composer.FocusAsync();
        await SendAsync(step.Words, step.PlanId ?? PlanId);
    }

    private async Task RetryAsync(ChatMessage reply)
    {
        _isScrollDue = true;
        if (_composer is not null) await _composer.FocusAsync();
        await _conversation.RetryAsync(reply);
    }

    private async Task ResendAsync()
    {
        if (_composer is not null) await _composer.FocusAsync();
        await _conversation.ResendAsync();
    }

    private async Task TakeBackAsync()
    {
        if (_conversation.TakeBack() is { } text && _composer is not null) await _composer.PutBackAsync(text);
    }

    private async Task ToEndAsync()
    {
        if (_scroll is not null) await _scroll.InvokeVoidAsync("stick");
        if (_composer is not null) await _composer.FocusAsync();
    }

    private void LeavePlan() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("plan", (long?)null), replace: true);

    private void Take(Conversation conversation)
    {
        _conversation = conversation;
        _isScrollDue = true;
        conversation.Changed += Redraw;
        conversation.Grew += _pace.Ask;
        conversation.Started += OnStarted;
        conversation.Accepted += OnAccepted;
        conversation.Replied += OnReplied;
        conversation.Opened += OnOpened;
    }

    private void Leave()
    {
        _conversation.Changed -= Redraw;
        _conversation.Grew -= _pace.Ask;
        _conversation.Started -= OnStarted;
        _conversation.Accepted -= OnAccepted;
        _conversation.Replied -= OnReplied;
        _conversation.Opened -= OnOpened;
        _conversation.Dispose();
    }

    private void OnOpened() => _isScrollDue = true;

    private void OnStarted(ChatSession session)
    {
        Sessions.Put(session, toTop: true);
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(ChatAddress.Of(session.SessionId), new Dictionary<string, object?> { ["plan"] = PlanId }), replace: true);
    }

    private void OnAccepted(ChatExchange exchange) => _ = InvokeAsync(async () =>
    {
        if (_composer is not null) await _composer.KeepDraftAsync();
        try
        {
            await Sessions.RefreshAsync(exchange.Question.SessionId, toTop: true, CancellationToken.None);
        }
        catch (ApiException)
        {
            // The list catches up with the next message.
        }
    });

    private void OnReplied(ChatMessage reply)
    {
        var text = reply.Content.Length > 0 ? MarkdownText.ToPlain(reply.Content) : reply.Error ?? L[ChatText.ReplyFailed];
        _spoken = L[ChatText.ReplyCame, TextCut.To(text, SpokenLength)];
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
