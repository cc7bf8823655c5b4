using Microsoft.JSInterop;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>Whether this browser shows notifications of ours.</summary>
public enum NotificationState
{
    Unsupported,

    /// <summary>The reader has forbidden them in the browser, where alone they can be allowed again.</summary>
    Denied,
    Off,
    On,
}

/// <summary>The browser's notifications, the number in the tab's title, and whether the tab is seen; <c>wwwroot/notifications.js</c> does it.</summary>
public sealed class Notifications(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;
    private DotNetObjectReference<Notifications>? _self;

    public bool IsVisible { get; private set; } = true;

    /// <summary><see cref="IsVisible"/> is another.</summary>
    public event Action? VisibilityChanged;

    public async ValueTask<NotificationState> ReadStateAsync() => StateOf(await (await ModuleAsync()).InvokeAsync<string>("state"));

    /// <summary>Asks the reader for leave, if need be. Only on a click: browsers refuse it otherwise, rightly.</summary>
    public async ValueTask<NotificationState> TurnOnAsync() => StateOf(await (await ModuleAsync()).InvokeAsync<string>("turnOn"));

    public async ValueTask<NotificationState> TurnOffAsync() => StateOf(await (await ModuleAsync()).InvokeAsync<string>("turnOff"));

    /// <param name="title">The first line.</param>
    /// <param name="body">The second.</param>
    /// <param name="tag">A later one with the same tag takes its place.</param>
    /// <param name="address">Where a click leads.</param>
    public async ValueTask ShowAsync(string title, string body, string tag, string address) =>
        await (await ModuleAsync()).InvokeVoidAsync("show", title, body, tag, address);

    /// <summary>Puts a number before the tab's title; 0 takes it away.</summary>
    public async ValueTask BadgeAsync(int number) => await (await ModuleAsync()).InvokeVoidAsync("badge", number);

    /// <summary>Begins to keep <see cref="IsVisible"/> up to date.</summary>
    public async ValueTask WatchVisibilityAsync()
    {
        if (_self is not null) return;
        _self = DotNetObjectReference.Create(this);
        OnVisibility(await (await ModuleAsync()).InvokeAsync<bool>("watchVisibility", _self));
    }

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public void OnVisibility(bool visible)
    {
        if (IsVisible == visible) return;
        IsVisible = visible;
        VisibilityChanged?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
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

    private static NotificationState StateOf(string state) => state switch
    {
        "on" => NotificationState.On,
        "off" => NotificationState.Off,
        "denied" => NotificationState.Denied,
        _ => NotificationState.Unsupported,
    };

    private Task<IJSObjectReference> ModuleAsync() => _module ??= js.InvokeAsync<IJSObjectReference>("import", "./notifications.js").AsTask();
}
