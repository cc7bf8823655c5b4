using Microsoft.AspNetCore.Components;

namespace PlanDecomp.Web.Client.Language;

/// <summary>A component that speaks, and speaks anew when the language changes.</summary>
public abstract class LocalizedComponent : ComponentBase, IDisposable
{
    [Inject]
    protected Localizer L { get; set; } = null!;

    protected override void OnInitialized() => L.Changed += Redraw;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => L.Changed -= Redraw;

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
