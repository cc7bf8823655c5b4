using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client;

/// <summary>What only the browser itself can do; <c>wwwroot/browser.js</c> does it.</summary>
public sealed class Browser(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>How the page was asked for: the language of its <c>lang</c>, and whether it is dark.</summary>
    public async ValueTask<(PageLanguage Language, bool IsDark)> ReadPreferencesAsync()
    {
        var module = await ModuleAsync();
        var language = await module.InvokeAsync<string>("language");
        return (PageLanguages.FirstOf(language), await module.InvokeAsync<bool>("isDark"));
    }

    /// <summary>The address of traces that the web host has written into the page; null when it has none.</summary>
    public async ValueTask<string?> ReadTraceUrlAsync() => await (await ModuleAsync()).InvokeAsync<string?>("traceUrl");

    /// <summary>Keeps the choice in a cookie, so that the next page is prerendered with it, and applies it to the document.</summary>
    public async ValueTask KeepLanguageAsync(PageLanguage language) => await (await ModuleAsync()).InvokeVoidAsync("keepLanguage", language.ToTag());

    /// <inheritdoc cref="KeepLanguageAsync"/>
    public async ValueTask KeepThemeAsync(bool dark) => await (await ModuleAsync()).InvokeVoidAsync("keepTheme", dark);

    /// <summary>Says that the page answers from now on: by <c>data-alive</c> of the document, and in the browser's timeline by the mark <c>page-alive</c>.</summary>
    public async ValueTask MarkAliveAsync() => await (await ModuleAsync()).InvokeVoidAsync("markAlive");

    /// <summary>Puts text on the clipboard. False when the browser does not allow it.</summary>
    public async ValueTask<bool> CopyAsync(string text) => await (await ModuleAsync()).InvokeAsync<bool>("copy", text);

    /// <summary>True when the focus is at the element or in it, also while the reader looks at another window.</summary>
    public async ValueTask<bool> HoldsFocusAsync(ElementReference element) => await (await ModuleAsync()).InvokeAsync<bool>("holdsFocus", element);

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

    private Task<IJSObjectReference> ModuleAsync() => _module ??= js.InvokeAsync<IJSObjectReference>("import", "./browser.js").AsTask();
}
