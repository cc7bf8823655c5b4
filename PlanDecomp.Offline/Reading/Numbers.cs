namespace PlanDecomp.Offline.Reading;

/// <summary>Small numbers as people write them.</summary>
public static class Numbers
{
    private static readonly string[] English =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private const string ChineseDigits = "零一二三四五六七八九十";

    /// <summary>A regular expression for a number of either language.</summary>
    public const string Pattern = @"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?)";

    /// <summary>1 to 9999 in digits, one to twelve in English, one to ninety-nine in Chinese; null when it is none of these.</summary>
    public static int? Read(string text)
    {
        if (int.TryParse(text, out var number)) return number;
        if (text.Equals("a", StringComparison.OrdinalIgnoreCase) || text.Equals("an", StringComparison.OrdinalIgnoreCase)) return 1;
        var index = Array.FindIndex(English, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0) return index;
        text = text.Replace('两', '二');
        if (text.Length == 0 || text.Any(character => !ChineseDigits.Contains(character, StringComparison.Ordinal))) return null;
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0) return text.Length == 1 ? ChineseDigits.IndexOf(text[0], StringComparison.Ordinal) : null;
        var tens = ten == 0 ? 1 : ChineseDigits.IndexOf(text[0], StringComparison.Ordinal);
        var ones = ten == text.Length - 1 ? 0 : ChineseDigits.IndexOf(text[^1], StringComparison.Ordinal);
        return tens * 10 + ones;
    }

    /// <summary>三, 十二, 二十一; digits from a hundred on. Before a measure word two is 两.</summary>
    public static string Chinese(int number, bool measure = false)
    {
        if (number is < 0 or > 99) return $"{number}";
        if (number == 2 && measure) return "两";
        if (number <= 10) return $"{ChineseDigits[number]}";
        var tens = number / 10 == 1 ? "" : $"{ChineseDigits[number / 10]}";
        var ones = number % 10 == 0 ? "" : $"{ChineseDigits[number % 10]}";
        return $"{tens}十{ones}";
    }
}
