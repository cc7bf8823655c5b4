using System.Globalization;

namespace PlanDecomp.Contracts.Texts;

/// <summary>The one way to cut a text at a length: between characters as people see them, so that no emoji and no accent is torn.</summary>
public static class TextCut
{
    /// <summary>The text's beginning, with "…" behind it where something is left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">UTF-16 units that may stay, the "…" not counted.</param>
    public static string To(string text, int length) => text.Length <= length ? text : text[..At(text, length)] + "…";

    /// <summary>Where to cut: the last place between two characters that leaves no more than a length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">UTF-16 units that may stay.</param>
    public static int At(string text, int length)
    {
        if (length >= text.Length) return text.Length;
        if (length <= 0) return 0;
        var at = 0;
        for (var next = 0; next <= length; next = at + StringInfo.GetNextTextElementLength(text, at)) at = next;
        if (at > 0) return at;

        // A single character has more marks on it than there is room: then at least no surrogate pair is torn.
        return char.IsSurrogatePair(text[length - 1], text[length]) ? length - 1 : length;
    }
}
