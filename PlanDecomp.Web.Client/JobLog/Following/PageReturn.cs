using Microsoft.JSInterop;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>Tells when it is worth trying again at once: the server answers again, the network is back, or the reader looks at the page again.</summary>
internal sealed class PageReturn : IAsyncDisposable
{
    private readonly IJSRuntime _js;
    private readonly Connectivity _connectivity;
    private readonly DotNetObjectReference<PageReturn> _me;
    private Task<IJSObjectReference?>? _watch;

    public PageReturn(IJSRuntime js, Connectivity connectivity)
    {
        (_js, _connectivity) = (js, connectivity);
        _me = DotNetObjectReference.Create(this);
        connectivity.Changed += OnConnectivity;
    }

    public event Action? Returned;

    /// <summary>Starts listening to the browser; only once the page is alive.</summary>
    public void Start() => _watch ??= WatchAsync();

    [JSInvokable]
    public void OnReturned() => Returned?.Invoke();

    public async ValueTask DisposeAsync()
    {
        _connectivity.Changed -= OnConnectivity;
        try
        {
            if (_watch is not null && await _watch is { } watch)
            {
                await watch.InvokeVoidAsync("stop");
                await watch.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }

        _me.Dispose();
    }

    private async Task<IJSObjectReference?> WatchAsync()
    {
        await using var module = await _js.InvokeAsync<IJSObjectReference>("import", "./job-log.js");
        return await module.InvokeAsync<IJSObjectReference>("watchReturn", _me);
    }

    private void OnConnectivity()
    {
        if (!_connectivity.IsLost) Returned?.Invoke();
    }
}
