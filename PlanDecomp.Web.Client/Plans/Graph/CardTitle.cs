using System.Globalization;
using System.Text;

namespace PlanDecomp.Web.Client.Plans.Graph;

/// <summary>Breaks a title into lines: text in a picture does not wrap by itself, and is not measured before it is drawn.</summary>
internal static class CardTitle
{
    /// <param name="title">The text.</param>
    /// <param name="width">In units of the letter size: 1 is as wide as a Chinese character.</param>
    /// <param name="lines">At most so many; the last one ends with an ellipsis when there is more.</param>
    public static IReadOnlyList<string> Wrap(string title, double width, int lines)
    {
        var result = new List<string>();
        var line = new StringBuilder();
        var used = 0.0;
        var words = Words(title);
        for (var i = 0; i < words.Count; i++)
        {
            var size = WidthOf(words[i].TrimEnd());
            if (used > 0 && used + size > width)
            {
                if (result.Count == lines - 1) return [.. result, Shorten(line.ToString() + words[i], width)];
                result.Add(line.ToString().TrimEnd());
                line.Clear();
                used = 0;
            }

            line.Append(words[i]);
            used += WidthOf(words[i]);
        }

        if (line.Length > 0) result.Add(line.ToString().TrimEnd());
        return result;
    }

    /// <summary>Words with the space behind them; what is written without spaces may break anywhere, and so may a word too long for a line.</summary>
    private static List<string> Words(string title)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(title);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (IsWide(element))
            {
                Flush();
                words.Add(element);
                continue;
            }

            word.Append(element);
            if (element is " " or "-" or "/" || word.Length >= MostOfWord) Flush();
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    private const int MostOfWord = 16;

    private static string Shorten(string text, double width)
    {
        var kept = new StringBuilder();
        var used = WidthOf("…");
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext() && (used += WidthOf(elements.GetTextElement())) <= width) kept.Append(elements.GetTextElement());
        return $"{kept.ToString().TrimEnd()}…";
    }

    private static double WidthOf(string text)
    {
        var width = 0.0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            width += IsWide(element) ? 1 : element[0] is >= 'A' and <= 'Z' or 'm' or 'w' or '—' ? 0.72 : element[0] is 'i' or 'l' or 'j' or ' ' or '.' or ',' or '\'' ? 0.3 : 0.55;
        }

        return width;
    }

    private static bool IsWide(string element) => element[0] is >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7A3'
        or >= '\uD800' and <= '\uDBFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE6F' or >= '\uFF00' and <= '\uFF60';
}
