namespace PlanDecomp.Web.Client.Theme;

/// <summary>Dark or light, for all pages. Components redraw on <see cref="Changed"/>.</summary>
public sealed class ThemeChoice
{
    public bool IsDark { get; private set; }

    public event Action? Changed;

    public void Use(bool dark)
    {
        if (IsDark == dark) return;
        IsDark = dark;
        Changed?.Invoke();
    }
}
