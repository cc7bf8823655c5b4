using System.Text;
using System.Text.Json;
using CsCheck;

namespace PlanDecomp.Tests.Texts;

public sealed class CleanTextTests
{
    private static readonly Gen<string> Any = Gen.Frequency(
        (3, Gen.Char), (1, Gen.OneOfConst('\0', '\u001B', '\r', '\n', '\t', '\uD83D', '\uDE00', 'a', '中', '\\', 'u', '"', '0')))
        .Array[0, 30].Select(characters => new string(characters));

    [Theory]
    [InlineData("plain 文字 😀", "plain 文字 😀")]
    [InlineData("a\0b\u001B[2Jc\u0007\u007F\u0085d", "ab[2Jcd")]
    [InlineData("one\r\ntwo\rthree\n\tfour\r", "one\ntwo\nthree\n\tfour\n")]
    public void A_text_keeps_what_a_text_may_hold(string text, string clean) => Assert.Equal(clean, CleanText.Of(text));

    [Fact]
    public void Half_a_character_is_replaced()
    {
        // Not as data of a theory: they would be replaced on the way.
        Assert.Equal("\uFFFDx\uFFFD", CleanText.Of("\uD83Dx\uDE00"));
        Assert.Equal("\uFFFD", CleanText.Of("\uD83D"));
    }

    [Fact]
    public void A_title_is_one_line() => Assert.Equal("a b c", CleanText.Line(" a\nb\tc\0 "));

    [Fact]
    public void Any_text_is_clean_then_and_stays_as_it_is() => Any.Sample(text =>
    {
        var clean = CleanText.Of(text);
        Assert.Equal(clean, CleanText.Of(clean));
        Assert.DoesNotContain(clean, c => char.IsControl(c) && c is not ('\n' or '\t'));
        Assert.Equal(clean, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean)));
    });

    [Theory]
    [InlineData("""{"a":"x\u0000y\u001b\u000a\ud83d\ude00\ud83d!\\u0000"}""", "xy\n😀\uFFFD!\\u0000")]
    [InlineData("""{"a":"\ude00\ud83d"}""", "\uFFFD\uFFFD")]
    [InlineData("""{"a":"\ud83d\u0041"}""", "\uFFFDA")]
    public void JSON_is_read_with_clean_texts(string json, string text) => Assert.Equal(text, JsonElement.Parse(CleanText.Json(json)).GetProperty("a").GetString());

    [Fact]
    public void JSON_of_any_text_can_be_read() => Any.Sample(text =>
    {
        var json = "\"" + string.Concat(text.Select(c => $"\\u{(int)c:x4}")) + "\"";

        Assert.Equal(CleanText.Of(text.Replace('\r', 'r')), CleanText.Of(JsonElement.Parse(CleanText.Json(json.Replace("\\u000d", "r", StringComparison.Ordinal))).GetString()!));
    });
}
