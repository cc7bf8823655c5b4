using MudBlazor;

namespace PlanDecomp.Web.Client.Theme;

/// <summary>The colours and type of the pages. Text on every colour keeps the contrast of WCAG 2.2 AA (4.5:1).</summary>
public static class PlanDecompTheme
{
    private static readonly string[] Fonts =
        ["-apple-system", "BlinkMacSystemFont", "Segoe UI", "Roboto", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"];

    public static MudTheme Instance { get; } = Create();

    /// <summary>The same, in force only where <c>data-theme</c> is dark: for a page that was prerendered light without knowing better.</summary>
    public static MudTheme ForDarkSystems { get; } = CreateForDarkSystems();

    private static MudTheme CreateForDarkSystems()
    {
        var theme = Create();
        theme.PseudoCss = new PseudoCss { Scope = ":root[data-theme=dark]" };
        return theme;
    }

    private static MudTheme Create() => new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2f5bd7",
            Secondary = "#5b6475",
            Info = "#1f6feb",
            Success = "#1a7f37",
            Warning = "#9a5b00",
            Error = "#c62828",
            Background = "#f6f7f9",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1c2430",
            DrawerBackground = "#ffffff",
            DrawerText = "#2b3442",
            DrawerIcon = "#4a5466",
            TextPrimary = "#1c2430",
            TextSecondary = "#566072",
            LinesDefault = "#e3e6eb",
            LinesInputs = "#8a94a3",
            Divider = "#e3e6eb",
            ActionDefault = "#4a5466",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab0ff",
            PrimaryContrastText = "#0d1320",
            Secondary = "#a5afc0",
            Info = "#79b0ff",
            InfoContrastText = "#0d1320",
            Success = "#4cc26b",
            SuccessContrastText = "#0d1320",
            Warning = "#e0a64a",
            WarningContrastText = "#0d1320",
            Error = "#ff7b74",
            ErrorContrastText = "#0d1320",
            Background = "#12161d",
            Surface = "#1a202a",
            AppbarBackground = "#1a202a",
            AppbarText = "#e6e9ee",
            DrawerBackground = "#161b24",
            DrawerText = "#d4d9e2",
            DrawerIcon = "#a5afc0",
            TextPrimary = "#e6e9ee",
            TextSecondary = "#a5afc0",
            LinesDefault = "#2b3340",
            LinesInputs = "#768194",
            Divider = "#2b3340",
            ActionDefault = "#a5afc0",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", DrawerWidthLeft = "280px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.95rem", LineHeight = "1.55" },
            H1 = new H1Typography { FontFamily = Fonts, FontSize = "1.5rem", FontWeight = "600", LineHeight = "1.3" },
            H2 = new H2Typography { FontFamily = Fonts, FontSize = "1.2rem", FontWeight = "600", LineHeight = "1.35" },
            H3 = new H3Typography { FontFamily = Fonts, FontSize = "1.05rem", FontWeight = "600", LineHeight = "1.4" },
            Button = new ButtonTypography { FontFamily = Fonts, FontWeight = "500", TextTransform = "none" },
        },
    };
}
