using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Worker.Execution;

/// <summary>Cuts texts to the room there is.</summary>
internal static class Excerpt
{
    private const string Sign = " …";

    /// <summary>The text's beginning, cut at a line or between words where that loses little; a cut is shown by "…".</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Characters, the sign of the cut included.</param>
    public static string Of(string text, int maxLength)
    {
        text = text.Trim();
        if (text.Length <= maxLength) return text;
        var room = Math.Max(0, maxLength - Sign.Length);
        room = TextCut.At(text, room);
        var cut = LastBreak(text, room, '\n') ?? LastBreak(text, room, ' ') ?? room;
        return text[..cut].TrimEnd() + Sign;
    }

    /// <summary>Cuts several texts so that together they fit, the first ones first, none with more than half of what there is for several.</summary>
    /// <returns>As many as fit, in order; an empty text needs no room.</returns>
    public static IReadOnlyList<string> FirstOnesFirst(IReadOnlyList<string> texts, int maxLength, int leastLength)
    {
        var cut = new List<string>(texts.Count);
        var room = maxLength;
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].Length > room && room < leastLength) break;
            var most = i < texts.Count - 1 ? Math.Max(leastLength, room / 2) : room;
            cut.Add(Of(texts[i], Math.Min(most, room)));
            room -= cut[^1].Length;
        }

        return cut;
    }

    /// <summary>Cuts several texts so that together they fit, each with an equal share; what short ones leave is for the long ones.</summary>
    public static IReadOnlyList<string> EquallyShared(IReadOnlyList<string> texts, int maxLength)
    {
        var shares = new int[texts.Count];
        var (room, left) = (maxLength, texts.Count);
        foreach (var i in Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Length))
        {
            shares[i] = Math.Min(texts[i].Length, room / left--);
            room -= shares[i];
        }

        return [.. texts.Select((text, i) => Of(text, shares[i]))];
    }

    private static int? LastBreak(string text, int room, char sign)
    {
        var at = room > 0 ? text.LastIndexOf(sign, room - 1) : -1;
        return at >= room * 2 / 3 ? at : null;
    }
}
