using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>Text that must come back from Markdown exactly as it went in (CommonMark 0.31, sections 2.4 and 2.5).</summary>
internal static partial class MarkdownText
{
    /// <summary>Text within a line, such as a title: shown as it is, whatever marks it contains.</summary>
    public static string EscapeInline(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isMark = c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '~'
                || (c == '#' && i == text.Length - 1)
                || (c == '&' && Entity().IsMatch(text, i));
            if (BreaksLine(c))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
                continue;
            }

            if (isMark) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    public static string UnescapeInline(string text) => Decode(text, escapes: true);

    /// <summary>A line of an instruction or description as it is quoted. It stays Markdown; only what a line cannot hold, or an editor would strip, is written as an entity.</summary>
    public static string EscapeLine(string line)
    {
        var escaped = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '&' && OwnEntity().IsMatch(line, i)) escaped.Append("&amp;");
            else if (BreaksLine(c) || (c is ' ' or '\t' && i == line.Length - 1)) escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    public static string UnescapeLine(string line) => Decode(line, escapes: false);

    private static string Decode(string text, bool escapes)
    {
        if (!text.AsSpan().ContainsAny('\\', '&')) return text;
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (escapes && text[i] == '\\' && i + 1 < text.Length && IsPunctuation(text[i + 1]))
            {
                decoded.Append(text[++i]);
            }
            else if (text[i] == '&' && OwnEntity().Match(text, i) is { Success: true } entity)
            {
                decoded.Append(ValueOf(entity));
                i += entity.Length - 1;
            }
            else
            {
                decoded.Append(text[i]);
            }
        }

        return decoded.ToString();
    }

    private static string ValueOf(Match entity) => entity.Groups["number"] is { Success: true } number
        && int.TryParse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        && Rune.IsValid(code)
            ? new Rune(code).ToString()
            : entity.Groups["name"].Value switch
            {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                _ => entity.Value,
            };

    private static bool BreaksLine(char c) => (char.IsControl(c) && c != '\t') || c is '\u2028' or '\u2029';

    private static bool IsPunctuation(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));

    /// <summary>Whatever a Markdown reader would show as another character; where the search begins.</summary>
    [GeneratedRegex(@"\G&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    /// <summary>The entities that are decoded here.</summary>
    [GeneratedRegex(@"\G&(?:#(?<number>[0-9]{1,7})|(?<name>amp|lt|gt|quot));", RegexOptions.CultureInvariant)]
    private static partial Regex OwnEntity();
}
