namespace PlanDecomp.Api.Chat.Reading;

/// <summary>The beginning of a text.</summary>
internal static class Excerpt
{
    /// <summary>At most that many UTF-16 units, with "…" where something is left out. A character of two units is not torn.</summary>
    public static string Of(string text, int length)
    {
        if (text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
    }
}
