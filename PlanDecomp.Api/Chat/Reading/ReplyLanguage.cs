using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>The language of a reply.</summary>
internal enum ReplyLanguage
{
    English,
    Chinese,
}

internal static partial class ReplyLanguages
{
    /// <summary>The language to answer a text in.</summary>
    /// <param name="text">What the person wrote; decides when it tells.</param>
    /// <param name="page">The page's language: <c>en</c>, <c>zh</c>, or null.</param>
    /// <param name="before">The person's message before; null when there is none.</param>
    public static ReplyLanguage Of(string text, string? page, string? before)
    {
        // A quoted title says nothing about the one who quotes, and a command's English name is everyone's.
        var own = Quoted().Replace(Command().Replace(text, ""), "");
        var han = own.Count(IsHan);
        var words = LatinWord().Count(own);
        if (han > 0 && words == 0) return ReplyLanguage.Chinese;
        if (han == 0 && words > 0) return ReplyLanguage.English;

        // Names stand in the other language in both; a sentence is told by how much there is of each.
        if (han > words * 2) return ReplyLanguage.Chinese;
        if (words > han) return ReplyLanguage.English;
        if (Page(page) is { } known) return known;
        if (before is not null && han + words == 0) return Of(before, page: null, before: null);
        return han > 0 && IsHan(own.First(char.IsLetter)) ? ReplyLanguage.Chinese : ReplyLanguage.English;
    }

    public static string Say(this ReplyLanguage language, string english, string chinese) =>
        language == ReplyLanguage.Chinese ? chinese : english;

    public static string Say(this ReplyLanguage language, Text text) => language.Say(text.English, text.Chinese);

    public static bool IsHan(char character) => character is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';

    private static ReplyLanguage? Page(string? page) => page switch
    {
        "zh" => ReplyLanguage.Chinese,
        "en" => ReplyLanguage.English,
        _ => null,
    };

    [GeneratedRegex("[A-Za-z][A-Za-z'’-]*")]
    private static partial Regex LatinWord();

    [GeneratedRegex("[“\"「『《][^“\"「『《”」』》]*[”\"」』》]")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\s*[/／][A-Za-z]+")]
    private static partial Regex Command();
}
