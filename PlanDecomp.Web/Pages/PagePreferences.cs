using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Pages;

/// <summary>How a page is to be prerendered: what its reader chose before, else what the browser asks for.</summary>
internal sealed record PagePreferences(PageLanguage Language, bool IsDark)
{
    private const string LanguageCookie = "plandecomp_language";
    private const string ThemeCookie = "plandecomp_theme";

    public static PagePreferences Of(HttpRequest request) => new(
        PageLanguages.FirstOf(request.Cookies[LanguageCookie] ?? request.Headers.AcceptLanguage.ToString()),
        request.Cookies[ThemeCookie] == "dark");
}
