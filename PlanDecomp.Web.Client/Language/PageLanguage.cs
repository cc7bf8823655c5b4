namespace PlanDecomp.Web.Client.Language;

/// <summary>The languages of the pages.</summary>
public enum PageLanguage
{
    English,
    Chinese,
}

public static class PageLanguages
{
    public static string In(this Text text, PageLanguage language) => language == PageLanguage.Chinese ? text.Chinese : text.English;

    /// <summary>The value of <c>lang</c> in HTML (BCP 47).</summary>
    public static string ToTag(this PageLanguage language) => language == PageLanguage.Chinese ? "zh-CN" : "en";

    /// <summary>The first language of ours in a list such as <c>Accept-Language</c>'s (RFC 9110, 12.5.4), taken in the order written; English when there is none.</summary>
    public static PageLanguage FirstOf(string? tags)
    {
        foreach (var tag in (tags ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            if (tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return PageLanguage.Chinese;
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return PageLanguage.English;
        }

        return PageLanguage.English;
    }
}
