using System.Globalization;
using System.Text;
using CsCheck;

namespace PlanDecomp.Tests.Texts;

public sealed class TextCutTests
{
    private static readonly string[] Characters = ["a", " ", "中", "é", "e\u0301", "😀", "👩‍👩‍👧", "🇨🇳", "👍🏽", "\r\n"];

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "longe…")]
    [InlineData("abcd😀x", 5, "abcd…")]
    [InlineData("abcd😀x", 6, "abcd😀…")]
    [InlineData("abe\u0301x", 3, "ab…")]
    [InlineData("a👩‍👩‍👧x", 8, "a…")]
    [InlineData("中🇨🇳x", 4, "中…")]
    [InlineData("x", 0, "…")]
    public void A_text_is_cut_between_characters_as_people_see_them(string text, int length, string expected) =>
        Assert.Equal(expected, TextCut.To(text, length));

    [Fact]
    public void A_character_longer_than_all_the_room_is_torn_but_no_surrogate_pair_is()
    {
        Assert.Equal("e\u0301\u0301…", TextCut.To($"e{new string('\u0301', 50)}", 3));
        Assert.Equal("…", TextCut.To("😀x", 1));
    }

    [Fact]
    public void Whatever_is_cut_stays_a_beginning_in_whole_characters() => Gen.Select(Gen.OneOfConst(Characters).Array[1, 40], Gen.Int[12, 60]).Sample((parts, length) =>
    {
        var text = string.Concat(parts);
        var at = TextCut.At(text, length);
        Assert.InRange(at, 0, length);
        Assert.Contains(at, StringInfo.ParseCombiningCharacters(text).Append(text.Length));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(TextCut.To(text, length))));
    });
}
