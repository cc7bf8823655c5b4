using Microsoft.AspNetCore.Components;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Layout;

/// <summary>A page that loads what it shows, in the browser only, and anew when the server is back.</summary>
public abstract class LoadingPage : LocalizedComponent
{
    [Inject]
    protected Connectivity Connectivity { get; set; } = null!;

    /// <summary>The first render is over: this is a browser, not the host that prerenders.</summary>
    protected bool IsAlive { get; private set; }

    /// <summary>Loads what the page shows. What goes wrong is the page's to say.</summary>
    protected abstract Task LoadAsync();

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Connectivity.Changed += OnConnectivity;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        IsAlive = true;
        await LoadAsync();
    }

    protected override void Dispose(bool disposing)
    {
        Connectivity.Changed -= OnConnectivity;
        base.Dispose(disposing);
    }

    private void OnConnectivity()
    {
        if (IsAlive && !Connectivity.IsLost) _ = InvokeAsync(LoadAsync);
    }
}
