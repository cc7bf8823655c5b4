using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Pages;

/// <summary>How a page is to be prerendered: what its reader chose before, else what the browser asks for.</summary>
/// <param name="Language">By the cookie, else by <c>Accept-Language</c>.</param>
/// <param name="IsDark">Null without a choice: then the system's setting counts, which only the browser knows.</param>
internal sealed record PagePreferences(PageLanguage Language, bool? IsDark)
{
    private const string LanguageCookie = "plandecomp_language";
    private const string ThemeCookie = "plandecomp_theme";

    /// <summary>The value of <c>data-theme</c>; null leaves it to <c>boot.js</c>.</summary>
    public string? Theme => IsDark switch { true => "dark", false => "light", null => null };

    /// <summary>The value of the page's <c>color-scheme</c>: what the canvas looks like before any style is there.</summary>
    public string ColorScheme => Theme ?? "light dark";

    public static PagePreferences Of(HttpRequest request) => new(
        PageLanguages.FirstOf(request.Cookies[LanguageCookie] ?? request.Headers.AcceptLanguage.ToString()),
        request.Cookies[ThemeCookie] switch { "dark" => true, "light" => false, _ => null });
}
