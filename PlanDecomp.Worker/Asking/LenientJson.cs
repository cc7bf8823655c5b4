using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Worker.Asking;

/// <summary>Reads JSON as models write it: single quotes, raw line breaks and unescaped quotes in texts, trailing commas, comments, bare names, Python's words.</summary>
/// <remarks>A text that ends too early keeps what is complete of it: an array its whole elements, an object its whole properties.</remarks>
internal sealed class LenientJson
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;

    private LenientJson(string text, int at) => (_text, _at) = (text, at);

    /// <summary>What stands at a place.</summary>
    /// <param name="Root">The value; null when it cannot be read.</param>
    /// <param name="End">Where it ends, or where reading stopped.</param>
    /// <param name="IsWhole">False: the text ended before it did.</param>
    /// <param name="HasBegun">It is JSON at least at its beginning: a brace in prose is not.</param>
    /// <param name="Fault">Why it cannot be read.</param>
    public sealed record Reading(JsonElement? Root, int End, bool IsWhole, bool HasBegun, string Fault);

    private bool IsAtEnd { get; set; }

    private bool HasBegun { get; set; }

    /// <summary>The value that begins at a place.</summary>
    public static Reading ReadAt(string text, int start)
    {
        var reader = new LenientJson(text, start);
        try
        {
            var node = reader.Value(0);
            return new Reading(JsonSerializer.SerializeToElement(node), reader._at, !reader.IsAtEnd, reader.HasBegun, "");
        }
        catch (FormatException e)
        {
            return new Reading(null, reader._at, true, reader.HasBegun, e.Message);
        }
    }

    private JsonNode? Value(int depth)
    {
        if (depth > MaxDepth) throw new FormatException("it is nested too deeply.");
        SkipBlank();
        if (Ended()) return null;
        return _text[_at] switch
        {
            '{' => Object(depth),
            '[' => Array(depth),
            '"' or '\'' => JsonValue.Create(Text()),
            _ => Word(),
        };
    }

    private JsonObject Object(int depth)
    {
        var found = new JsonObject();
        _at++;
        while (true)
        {
            SkipBlank();
            if (Ended()) return found;
            if (_text[_at] == '}')
            {
                _at++;
                return found;
            }

            var isQuoted = _text[_at] is '"' or '\'';
            var name = isQuoted ? Text() : Name();
            SkipBlank();
            if (Ended()) return found;
            if (_text[_at] != ':') throw Unexpected();
            _at++;
            HasBegun |= isQuoted;
            var value = Value(depth + 1);

            // Of a list that was cut off the whole elements count; any other value that was cut off does not.
            if (IsAtEnd && value is not (JsonArray or JsonObject)) return found;
            found[name] = value;
            HasBegun = true;
            if (IsAtEnd || !Comma('}')) return found;
        }
    }

    private JsonArray Array(int depth)
    {
        var found = new JsonArray();
        _at++;
        while (true)
        {
            SkipBlank();
            if (Ended()) return found;
            if (_text[_at] == ']')
            {
                _at++;
                return found;
            }

            var value = Value(depth + 1);
            if (IsAtEnd) return found;
            found.Add(value);
            HasBegun = true;
            if (!Comma(']')) return found;
        }
    }

    /// <summary>Whether another one follows; reads on to it, or past the end of the list.</summary>
    private bool Comma(char end)
    {
        SkipBlank();
        if (Ended()) return false;
        var c = _text[_at];
        if (c != ',' && c != end) throw Unexpected();
        _at++;
        return c == ',';
    }

    private string Text()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == quote && EndsText(_at + 1))
            {
                _at++;
                return CleanText.Of(text.ToString());
            }

            if (c != '\\' || _at + 1 == _text.Length) text.Append(c);
            else Escape(text);
        }

        IsAtEnd = true;
        return "";
    }

    /// <summary>A quote ends a text where something follows that may follow one: a model forgets to escape those within.</summary>
    private bool EndsText(int next)
    {
        while (next < _text.Length && char.IsWhiteSpace(_text[next])) next++;
        return next >= _text.Length || _text[next] is ',' or ':' or '}' or ']' or '/' or '`';
    }

    private void Escape(StringBuilder text)
    {
        var c = _text[++_at];
        if (c == 'u' && _at + 4 < _text.Length && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            text.Append((char)code);
            _at += 4;
            return;
        }

        text.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => c });
    }

    private string Name()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '$')) _at++;
        return _at > start ? _text[start.._at] : throw Unexpected();
    }

    private JsonValue? Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '+' or '.')) _at++;
        var word = _text[start.._at];
        if (Ended()) return null;
        switch (word)
        {
            case "true" or "True":
                return JsonValue.Create(true);
            case "false" or "False":
                return JsonValue.Create(false);
            case "null" or "None" or "undefined" or "NaN":
                return null;
        }

        if (decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return JsonValue.Create(number);
        _at = start;
        throw Unexpected();
    }

    private void SkipBlank()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at])) _at++;
            else if (StartsWith("//")) _at = EndOf("\n");
            else if (StartsWith("/*")) _at = EndOf("*/");
            else return;
        }
    }

    private bool StartsWith(string mark) => string.CompareOrdinal(_text, _at, mark, 0, mark.Length) == 0;

    private int EndOf(string mark) => _text.IndexOf(mark, _at, StringComparison.Ordinal) is var end and >= 0 ? end + mark.Length : _text.Length;

    private bool Ended()
    {
        if (_at < _text.Length) return IsAtEnd;
        return IsAtEnd = true;
    }

    private FormatException Unexpected() => new($"'{_text[_at]}' at character {_at + 1} does not belong there.");
}
