using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using PlanDecomp.Web.Client;
using PlanDecomp.Web.Client.Chat;
using PlanDecomp.Web.Client.Chat.Sessions;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>The chat's page in a tab, over a <see cref="ScriptedChat"/>.</summary>
internal sealed class ChatHouse : IAsyncDisposable
{
    private readonly BunitContext _context = new();
    private readonly BunitJSModuleInterop _browser;

    private ChatHouse(ScriptedChat chat)
    {
        Chat = chat;
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        Script = _context.JSInterop.SetupModule("./chat.js");
        Script.Mode = JSRuntimeMode.Loose;
        Script.SetupModule("watchScroll", _ => true).Mode = JSRuntimeMode.Loose;
        TakeOver(new EarlyInput("", Send: false));
        Script.Setup<string>("readDraft", _ => true).SetResult("");
        _browser = _context.JSInterop.SetupModule("./browser.js");
        _browser.Mode = JSRuntimeMode.Loose;
        _browser.Setup<bool>("copy", _ => true).SetResult(true);
        _context.Services.AddWebClient(chat.Address);
        _context.Services.AddSingleton<TimeProvider>(Time);
        _context.Render<MudPopoverProvider>();
        _context.Render<MudSnackbarProvider>();
        Dialogs = _context.Render<MudDialogProvider>();
    }

    public ScriptedChat Chat { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 1, 0, TimeSpan.Zero));

    /// <summary>What the page asks of <c>chat.js</c>.</summary>
    public BunitJSModuleInterop Script { get; }

    /// <summary>What was put on the clipboard.</summary>
    public string[] Copied => [.. _browser.Invocations["copy"].Select(call => (string)call.Arguments[0]!)];

    public IRenderedComponent<MudDialogProvider> Dialogs { get; }

    public Localizer Localizer => _context.Services.GetRequiredService<Localizer>();

    public ChatSessions Sessions => _context.Services.GetRequiredService<ChatSessions>();

    public NavigationManager Navigation => _context.Services.GetRequiredService<NavigationManager>();

    public IRenderedComponent<ChatPage> Page { get; private set; } = null!;

    public static async Task<ChatHouse> StartAsync() => new(await ScriptedChat.StartAsync());

    /// <summary>What was done with the input before the page was alive.</summary>
    public void TakeOver(EarlyInput early) => Script.Setup<EarlyInput>("takeOver", _ => true).SetResult(early);

    /// <summary>Opens the page: of a session, or a new chat.</summary>
    public void Open(long? session = null)
    {
        Page = _context.Render<ChatPage>(parameters => parameters.Add(page => page.SessionId, session));

        // The router does it in the app: the same page gets the new address.
        Navigation.LocationChanged += (_, moved) => _ = Page.InvokeAsync(() => Follow(new Uri(moved.Location).AbsolutePath));
    }

    public IRenderedComponent<T> Render<T>(Action<ComponentParameterCollectionBuilder<T>> parameters)
        where T : IComponent => _context.Render(parameters);

    public IRenderedComponent<T> Render<T>()
        where T : IComponent => _context.Render<T>();

    /// <summary>Waits until something is so; the page's own clock runs meanwhile.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => Drawn.UntilAsync(condition, what, Time, TimeSpan.FromSeconds(0.1));

    public Task UntilShownAsync(string text) => UntilAsync(() => Page.Markup.Contains(text, StringComparison.Ordinal), $"the page shows \"{text}\"");

    public IElement Input => Page.Find("textarea[data-composer]");

    public IReadOnlyList<IElement> Messages => Page.FindAll("article");

    public string TextOf(string selector) => Page.Find(selector).TextContent.Trim();

    public bool Has(string selector) => Page.FindAll(selector).Count > 0;

    public Task TypeAsync(string text) => Page.InvokeAsync(() => Input.InputAsync(new ChangeEventArgs { Value = text }));

    public Task PressAsync(string key, bool shift = false, bool composing = false) =>
        Page.InvokeAsync(() => Input.KeyDownAsync(new KeyboardEventArgs { Key = key, ShiftKey = shift, IsComposing = composing }));

    /// <summary>Types and presses Enter. Does not wait for the reply, which ends the press.</summary>
    public async Task SayAsync(string text)
    {
        await TypeAsync(text);
        _ = PressAsync("Enter");
    }

    /// <summary>Clicks without waiting for all that comes of it.</summary>
    public void Click(string selector) => _ = Page.InvokeAsync(() => Page.Find(selector).ClickAsync(new MouseEventArgs()));

    public static string Button(string label) => $"button[aria-label='{label}']";

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Chat.DisposeAsync();
    }

    private void Follow(string path)
    {
        long? session = path.StartsWith("/chat/", StringComparison.Ordinal) ? long.Parse(path["/chat/".Length..]) : null;
        Page.Render(parameters => parameters.Add(page => page.SessionId, session));
    }
}
