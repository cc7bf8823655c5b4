using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace PlanDecomp.Web.Client.Chat;

/// <summary>What the chat needs of the browser; <c>wwwroot/chat.js</c> does it.</summary>
public sealed class ChatBrowser(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Takes over the input from the prerendered page: what was typed, and whether it is to be sent.</summary>
    public async ValueTask<EarlyInput> TakeOverAsync(ElementReference input) => await (await ModuleAsync()).InvokeAsync<EarlyInput>("takeOver", input);

    /// <summary>What was typed and not sent, kept as long as the tab lives.</summary>
    public async ValueTask<string> ReadDraftAsync(string key) => await (await ModuleAsync()).InvokeAsync<string>("readDraft", key);

    /// <inheritdoc cref="ReadDraftAsync"/>
    public async ValueTask KeepDraftAsync(string key, string text) => await (await ModuleAsync()).InvokeVoidAsync("keepDraft", key, text);

    /// <summary>Fits the input's height to its text.</summary>
    public async ValueTask FitAsync(ElementReference input) => await (await ModuleAsync()).InvokeVoidAsync("fit", input);

    /// <summary>Focuses an input at the end of its text.</summary>
    /// <param name="input">Which.</param>
    /// <param name="unlessTouch">Not where it would bring up a keyboard that covers the page.</param>
    public async ValueTask FocusAsync(ElementReference input, bool unlessTouch = false) => await (await ModuleAsync()).InvokeVoidAsync("focus", input, unlessTouch);

    /// <summary>Scrolls a list so that one of its entries shows.</summary>
    public async ValueTask RevealAsync(string id) => await (await ModuleAsync()).InvokeVoidAsync("reveal", id);

    /// <summary>Keeps an element scrolled to its end while its content grows, unless the reader has scrolled up.</summary>
    public async ValueTask<IJSObjectReference> WatchScrollAsync(ElementReference scroller) =>
        await (await ModuleAsync()).InvokeAsync<IJSObjectReference>("watchScroll", scroller);

    public async ValueTask DisposeAsync()
    {
        if (_module is null) return;
        try
        {
            await (await _module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    private Task<IJSObjectReference> ModuleAsync() => _module ??= js.InvokeAsync<IJSObjectReference>("import", "./chat.js").AsTask();
}

/// <summary>What was done with the input before the page was alive.</summary>
/// <param name="Text">Typed so far.</param>
/// <param name="Send">Enter or the send button was pressed.</param>
public sealed record EarlyInput(string Text, bool Send);
