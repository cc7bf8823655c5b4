using System.Text;
using System.Text.RegularExpressions;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Lets a streamed text through, but for what may be a call of a tool written as text: that is held until the end tells.</summary>
internal sealed partial class HeldText
{
    /// <summary>Characters; what is longer is no call.</summary>
    private const int MaxHeld = 30_000;

    private readonly StringBuilder _held = new();
    private bool _isHolding;
    private bool _isLineStart = true;

    /// <summary>What is held when nothing more comes.</summary>
    public string Rest => _held.ToString();

    /// <returns>What can be shown.</returns>
    public string Push(string piece)
    {
        if (_isHolding)
        {
            _held.Append(piece);
            return _held.Length > MaxHeld ? Release() : "";
        }

        var shown = new StringBuilder();
        _held.Append(piece);
        while (_held.Length > 0)
        {
            var text = _held.ToString();
            if (_isLineStart && Begins().IsMatch(text))
            {
                _isHolding = true;
                return shown.ToString();
            }

            // Too little to tell.
            if (_isLineStart && MayBegin().IsMatch(text)) return shown.ToString();
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            var cut = end < 0 ? text.Length : end + 1;
            shown.Append(text, 0, cut);
            _held.Remove(0, cut);
            _isLineStart = end >= 0;
        }

        return shown.ToString();
    }

    private string Release()
    {
        var all = _held.ToString();
        _held.Clear();
        (_isHolding, _isLineStart) = (false, false);
        return all;
    }

    [GeneratedRegex("""^\s*(?:<\|?/?(?:tool|function)|\[TOOL_CALLS?\]|```(?:tool|function)|(?:```\w*\s*)?[\[{][\s{]*"(?:name|tool|tool_name|function|tool_calls?|recipient_name)"\s*:)""", RegexOptions.IgnoreCase)]
    private static partial Regex Begins();

    [GeneratedRegex("""^\s*(?:<[|/]?\w{0,8}|\[\w{0,11}|`{1,3}\w{0,12}\s*|(?:```\w*\s*)?[\[{][\s{]*(?:"\w{0,16}"?\s*)?)?$""", RegexOptions.IgnoreCase)]
    private static partial Regex MayBegin();
}
