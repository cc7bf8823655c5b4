using System.Text;

namespace PlanDecomp.Contracts.Texts;

/// <summary>The one way to make a text of unknown origin fit to be stored, shown and written to files: people's and models' alike.</summary>
/// <remarks>U+0000 would end a text in SQL, an escape sequence would steer a terminal that shows a log, and half a surrogate pair is no text at all.</remarks>
public static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>A text of any number of lines: line breaks alike on every system, no control characters but these and the tab, halves of surrogate pairs replaced.</summary>
    public static string Of(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n') clean.Append('\n');
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                clean.Append(Replacement);
            }
            else if (!IsUnwanted(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>A text on one line, trimmed: a title.</summary>
    public static string Line(string text) => Of(text).Replace('\n', ' ').Replace('\t', ' ').Trim();

    /// <summary>JSON whose texts are clean once they are read: the same, for escapes. A reader would refuse half a pair of them.</summary>
    public static string Json(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal)) return json;
        var clean = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\' || i + 1 == json.Length)
            {
                clean.Append(json[i]);
            }
            else if (EscapedAt(json, i) is not { } code)
            {
                clean.Append(json, i++, 2);
            }
            else if (char.IsHighSurrogate(code) && EscapedAt(json, i + 6) is { } low && char.IsLowSurrogate(low))
            {
                clean.Append(json, i, 12);
                i += 11;
            }
            else
            {
                if (char.IsSurrogate(code)) clean.Append(Replacement);
                else if (!IsUnwanted(code)) clean.Append(json, i, 6);
                i += 5;
            }
        }

        return clean.ToString();
    }

    private static char? EscapedAt(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;

    private static bool IsUnwanted(char c) => char.IsControl(c) && c is not ('\n' or '\t' or '\r');

    private static bool IsClean(string text)
    {
        foreach (var c in text)
        {
            if (c == '\r' || char.IsSurrogate(c) || IsUnwanted(c)) return false;
        }

        return true;
    }
}
