using System.Globalization;
using System.Text;

namespace PlanDecomp.Contracts.Texts;

/// <summary>Tells text that can be seen from what only takes up room, or not even that.</summary>
public static class VisibleText
{
    /// <summary>False for an empty text, and for one of spaces, marks of direction, joiners, fillers and the like alone.</summary>
    public static bool IsIn(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune)) return true;
        }

        return false;
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark => false,

        // Letters and symbols by their category, and blank on the screen: Hangul's fillers, Braille's empty cell.
        _ => rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800),
    };
}
