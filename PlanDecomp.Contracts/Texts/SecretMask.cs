using System.Text.RegularExpressions;

namespace PlanDecomp.Contracts.Texts;

/// <summary>The one place that knows what a secret looks like: known ones by their value, others by their shape. Whatever leaves the process goes through it.</summary>
public sealed partial class SecretMask
{
    public const string Mask = "***";

    /// <summary>Shorter ones stand in ordinary words.</summary>
    private const int ShortestGiven = 4;

    // Of settings that only look like secrets: "ollama" as a key is none.
    private const int ShortestFound = 8;

    /// <summary>More than any secret has, of which no whitespace tells where it ends.</summary>
    private const int LongestTail = 4_096;

    private readonly string[] _known;

    /// <param name="known">Secrets by their value; those of less than four characters are left out.</param>
    public SecretMask(params IEnumerable<string> known) =>
        _known = [.. known.Where(secret => secret.Length >= ShortestGiven).Distinct().OrderByDescending(secret => secret.Length)];

    /// <summary>Shapes alone.</summary>
    public static SecretMask Shapes { get; } = new();

    /// <summary>The secrets among settings: what stands under a secret's name, and in connection strings.</summary>
    public static SecretMask Of(IEnumerable<KeyValuePair<string, string?>> settings) => new(settings.SelectMany(setting => Secrets(setting.Key, setting.Value)));

    /// <summary>The same mask, which knows these too.</summary>
    public SecretMask With(params IEnumerable<string> known) => new(_known.Concat(known));

    /// <summary>Masks what is or looks like a secret. On the whole text: cutting first could split one and show its half.</summary>
    public string Apply(string text)
    {
        if (text.Length < ShortestGiven) return text;
        foreach (var secret in _known) text = text.Replace(secret, Mask, StringComparison.Ordinal);
        text = Tokens().Replace(text, Mask);
        text = Authorization().Replace(text, $"$1 {Mask}");
        text = NamedValues().Replace(text, $"$1{Mask}");
        return UserInfo().Replace(text, $"$1{Mask}@");
    }

    /// <summary>True for the name of a field or setting whose value is a secret, whatever it looks like.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    /// <summary>How much of a text that goes on can be masked and let go: what is left may be the beginning of a secret.</summary>
    public int SafeLength(string text)
    {
        var end = RunStart(text, text.Length);
        for (var more = 0; more < 5 && end > 0; more++)
        {
            var word = end;
            while (word > 0 && char.IsWhiteSpace(text[word - 1])) word--;
            if (!BeforeSecret().IsMatch(text[Math.Max(0, word - 100)..word])) break;
            var start = RunStart(text, word);
            if (start == end) break;
            end = start;
        }

        // A run is of one alphabet, a value of any.
        if (OpenValue().Match(text, Math.Max(0, text.Length - LongestTail)) is { Success: true } open) end = Math.Min(end, open.Index);
        if (text.Length - end > LongestTail) end = text.Length - LongestTail;
        foreach (var secret in _known) end = Math.Min(end, text.Length - BeginningAtEnd(text, secret));

        // Last, and again when one was found: what is held back for one secret may begin in the midst of another.
        while (Across(text, end) is { } start) end = start;

        // No emoji is torn.
        return end > 0 && end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }

    /// <summary>How much of a secret's beginning the text ends with, and not all of it.</summary>
    private static int BeginningAtEnd(string text, string secret)
    {
        var length = Math.Min(secret.Length - 1, text.Length);
        while (length > 0 && !text.AsSpan(text.Length - length).SequenceEqual(secret.AsSpan(0, length))) length--;
        return length;
    }

    /// <summary>Where something that <see cref="Apply"/> masks begins which a cut there would go through; null when none would be.</summary>
    private int? Across(string text, int cut)
    {
        foreach (var secret in _known)
        {
            var at = text.IndexOf(secret, Math.Clamp(cut - secret.Length + 1, 0, text.Length), StringComparison.Ordinal);
            if (at >= 0 && at < cut && at + secret.Length > cut) return at;
        }

        foreach (var shape in (Regex[])[Tokens(), Authorization(), NamedValues(), UserInfo()])
        {
            foreach (var match in shape.EnumerateMatches(text))
            {
                if (match.Index >= cut) break;
                if (match.Index + match.Length > cut) return match.Index;
            }
        }

        return null;
    }

    /// <summary>Where the run of characters that secrets are made of begins which ends there.</summary>
    private static int RunStart(string text, int end)
    {
        while (end > 0 && text[end - 1] is > ' ' and < (char)127) end--;
        return end;
    }

    private static IEnumerable<string> Secrets(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length < ShortestFound) yield break;
        var last = name[(name.LastIndexOf(':') + 1)..];
        if (SettingName().IsMatch(last) && !value.Contains(' ', StringComparison.Ordinal)) yield return value.Trim();
        foreach (Match inside in ValueInside().Matches(value))
        {
            if (inside.Groups[1].Value is { Length: >= ShortestFound } secret) yield return secret;
        }
    }

    // No \b: a letter of another alphabet before it is a border too.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_])(?:(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|AKIA[0-9A-Z]{16}(?![A-Za-z0-9_])|xox[abprs]-[A-Za-z0-9-]{10,}" +
        @"|AIza[0-9A-Za-z_-]{35}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    // After the header's name anything; elsewhere only what no sentence would have ("basic training", "bearer of news").
    [GeneratedRegex(
        @"((?<![A-Za-z0-9_])authorization\\?[""']?\s*[:=]\s*\\?[""']?(?:bearer|basic)|(?<![A-Za-z0-9_])(?:bearer|basic)(?=\s+[!-~]*(?:[0-9+=]|(?-i:[a-z][A-Z]))))\s+[a-z0-9._~+/=-]{8,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Authorization();

    [GeneratedRegex(
        "^(?:api[_-]?key|access[_-]?(?:key|token)|auth[_-]?token|refresh[_-]?token|client[_-]?secret|secret|password|passwd|pwd|account[_-]?key)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex("(?:key|secret|password|passwd|pwd|token)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SettingName();

    // key=value and "key": "value": connection strings, query strings, JSON.
    [GeneratedRegex(
        @"((?:api[_-]?key|access[_-]?(?:key|token)|auth[_-]?token|refresh[_-]?token|client[_-]?secret|secret|password|passwd|pwd|account[_-]?key|shared[_-]?access[_-]?key)" +
        @"\\?[""']?\s*[:=]\s*\\?[""']?)(?!\*\*\*)[^\s;,""'&\\]{3,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedValues();

    [GeneratedRegex(@"((?<![A-Za-z0-9_])[a-z][a-z0-9+.-]*://[^\s/:@""\\]*:)[^\s/@""\\]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    // In a connection string, a list of headers, an address.
    [GeneratedRegex(@"(?:(?:password|passwd|pwd|key|secret|token|authorization)\s*=\s*(?:bearer(?:\s|%20)+)?|://[^\s/:@]*:)([^\s;,@&]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValueInside();

    // What NamedValues and UserInfo would find once it is whole.
    [GeneratedRegex(
        @"(?:(?:api[_-]?key|access[_-]?(?:key|token)|auth[_-]?token|refresh[_-]?token|client[_-]?secret|secret|password|passwd|pwd|account[_-]?key|shared[_-]?access[_-]?key)" +
        @"\\?[""']?\s*[:=]\s*\\?[""']?[^\s;,""'&\\]*|(?<![A-Za-z0-9_])[a-z][a-z0-9+.-]*://[^\s/:@""\\]*:[^\s/@""\\]*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OpenValue();

    // What a secret may come after, with what may stand between.
    [GeneratedRegex(
        @"(?:authorization|bearer|basic|api[_-]?key|access[_-]?(?:key|token)|auth[_-]?token|refresh[_-]?token|client[_-]?secret|secret|password|passwd|pwd|account[_-]?key)\\?[""']?\s*[:=]?\s*\\?[""']?\s*\z|(?:[:=])\\?[""']?\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BeforeSecret();
}

/// <summary>Masks a text that comes in pieces, of which any may end in the midst of a secret. Not thread-safe.</summary>
public sealed class MaskedPieces(SecretMask mask)
{
    private string _held = "";

    /// <summary>What has come and may not be shown yet; masked as far as it goes.</summary>
    public string Held => mask.Apply(_held);

    /// <returns>What can be shown now.</returns>
    public string Add(string piece)
    {
        var text = _held + piece;
        var safe = mask.SafeLength(text);
        _held = text[safe..];
        return mask.Apply(text[..safe]);
    }

    /// <returns>The rest; nothing more comes.</returns>
    public string End()
    {
        var rest = Held;
        _held = "";
        return rest;
    }
}
