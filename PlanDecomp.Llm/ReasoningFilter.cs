using System.Text;

namespace PlanDecomp.Llm;

/// <summary>Takes what a model thinks aloud (<c>&lt;think&gt;…&lt;/think&gt;</c> and its like) out of a text, whole or in pieces that tear tags apart.</summary>
/// <remarks>Only where a line begins with the tag, and in no code fence: a text may speak of such tags.</remarks>
public sealed class ReasoningFilter
{
    private const int Fence = 3;
    private static readonly string[] Names = ["think", "thinking", "reasoning", "thought"];
    private static readonly string[] Opening = [.. Names.Select(name => $"<{name}>")];
    private static readonly string[] Closing = [.. Names.Select(name => $"</{name}>")];
    private static readonly int Longest = Closing.Max(tag => tag.Length);

    private readonly StringBuilder _leading = new();
    private string _open = "";
    private bool _inside;
    private bool _isAfter;
    private bool _hasSpoken;
    private bool _atLineStart = true;
    private bool _inFence;
    private int _ticks;

    /// <summary>A whole answer without its reasoning, a closing tag without an opening one included: some endpoints keep the latter.</summary>
    public static string Strip(string text)
    {
        var filter = new ReasoningFilter();
        var rest = filter.Push(text) + filter.End();
        foreach (var tag in Closing)
        {
            var at = rest.LastIndexOf(tag, StringComparison.OrdinalIgnoreCase);
            if (at < 0 || IsQuoted(rest, at) || rest[..at].Contains(tag.Replace("/", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) continue;
            rest = rest[(at + tag.Length)..].TrimStart();
        }

        return rest;
    }

    /// <summary>What of the text so far may be shown; the rest waits for the next piece, or is reasoning.</summary>
    public string Push(string piece)
    {
        var text = _open + piece;
        _open = "";
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (_inside)
            {
                var (at, length) = FindClosing(text, i);
                if (at < 0)
                {
                    _open = text[Math.Max(i, text.Length - Longest + 1)..];
                    break;
                }

                i = at + length;
                (_inside, _isAfter, _atLineStart) = (false, true, true);
                continue;
            }

            if (_isAfter && char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            _isAfter = false;

            if (text[i] == '<' && _atLineStart && !_inFence)
            {
                if (Opening.FirstOrDefault(tag => StartsWith(text, i, tag)) is { } opened)
                {
                    i += opened.Length;
                    _inside = true;
                    _leading.Clear();
                    continue;
                }

                if (Opening.Any(tag => text.Length - i < tag.Length && tag.StartsWith(text[i..], StringComparison.OrdinalIgnoreCase)))
                {
                    _open = text[i..];
                    break;
                }
            }

            Show(text[i++], shown);
        }

        return shown.ToString();
    }

    /// <summary>What still waits when nothing more comes.</summary>
    public string End() => _inside ? "" : _leading + _open;

    private void Show(char c, StringBuilder shown)
    {
        if (c == '\n') (_atLineStart, _ticks) = (true, 0);
        else if (c == '`' && (_atLineStart || _ticks > 0)) (_atLineStart, _ticks, _inFence) = (false, _ticks + 1, _inFence ^ (_ticks + 1 == Fence));
        else if (!char.IsWhiteSpace(c)) (_atLineStart, _ticks) = (false, 0);

        // White space before the first word may turn out to stand before reasoning, and goes with it then.
        if (!_hasSpoken && char.IsWhiteSpace(c))
        {
            _leading.Append(c);
            return;
        }

        if (!_hasSpoken) shown.Append(_leading);
        _leading.Clear();
        _hasSpoken = true;
        shown.Append(c);
    }

    private static (int At, int Length) FindClosing(string text, int from)
    {
        var first = (At: -1, Length: 0);
        foreach (var tag in Closing)
        {
            var at = text.IndexOf(tag, from, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (first.At < 0 || at < first.At)) first = (at, tag.Length);
        }

        return first;
    }

    private static bool StartsWith(string text, int at, string tag) => string.Compare(text, at, tag, 0, tag.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsQuoted(string text, int at) => at > 0 && text[at - 1] is '`' or '"' or '\'' or '“' or '「';
}
