using CsCheck;

namespace PlanDecomp.Tests.Texts;

/// <summary>A secret anywhere in any text, which may come in any pieces: it never comes out. A text without one is left alone.</summary>
public sealed class SecretMaskPropertyTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Token = $"{Letters}0123456789_-";

    /// <summary>Words of people and programs, among them those that stand before secrets, where none follows.</summary>
    private static readonly Gen<string> Plain = Gen.OneOfConst(
        "basic training", "bearer of news", "the password is good", "secret", "a token", "key", "Authorization", "api key", "a=b", "x: y", "https://example.com/a?b=c", "http://", "user@example.com", "sk-short", "AKIA",
        "中文", "密码", "任务一", "😀", "e\u0301", "\n", "\r\n", "\t", "  ", "…", "(", ")", "[", "\"", "'", "0", "42", "a-b_c", "C:\\temp", "{}", "***");

    /// <summary>What may stand around a secret so that all that look at it see where it begins and ends.</summary>
    private static readonly Gen<string> Border = Gen.OneOfConst(" ", "\n", "\r\n", "，", "。", "（", "\t", "」");

    private static Gen<string> Of(string signs, int least, int most) => Gen.OneOfConst(signs.ToCharArray()).Array[least, most].Select(all => new string(all));

    private static readonly Gen<string> Space = Gen.OneOfConst("", " ", "  ", "\t", "\n", " \r\n ");

    /// <summary>A value that no shape tells, but the name before it.</summary>
    private static readonly Gen<string> Value = Gen.OneOf(Of(Token + "!#$%()*+./<>?@^~|", 8, 40), Gen.OneOfConst("密码是秘密一二三", "pä55wörd-ünd", "пароль123", "a密b码c😀d"));

    /// <summary>A secret, and the words that show it to be one.</summary>
    private static readonly Gen<(string Carrier, string Secret)> Shaped = Gen.OneOf(
        Gen.Select(Gen.OneOfConst("sk-", "pk-", "rk-"), Of(Token, 16, 60), (start, rest) => (start + rest, start + rest)),
        Gen.Select(Gen.OneOfConst("ghp_", "gho_", "ghs_"), Of(Letters, 20, 40), (start, rest) => (start + rest, start + rest)),
        Of("ABCDEFGHIJ0123456789", 16, 16).Select(rest => ($"AKIA{rest}", $"AKIA{rest}")),
        Of(Letters, 35, 35).Select(rest => ($"AIza{rest}", $"AIza{rest}")),
        Gen.Select(Of(Token, 8, 90), Of(Token, 4, 90), Of(Token, 0, 60), (head, body, seal) => ($"eyJ{head}.{body}.{seal}", $"eyJ{head}.{body}.{seal}")),
        Gen.Select(Gen.OneOfConst("Authorization", "authorization", "\"Authorization\""), Space, Gen.OneOfConst(":", "="), Space, Gen.OneOfConst("", "\"", "\\\""), Gen.OneOfConst("Bearer ", "bearer\n", "BASIC  "), Of(Token, 8, 60),
            (name, before, sign, after, quote, scheme, secret) => ($"{name}{before}{sign}{after}{quote}{scheme}{secret}", secret)),
        Gen.Select(Gen.OneOfConst("api_key", "API-KEY", "apikey", "access_token", "auth-token", "refresh_token", "client_secret", "secret", "Password", "passwd", "pwd", "AccountKey"),
            Gen.OneOfConst("", "\"", "'", "\\\""), Space, Gen.OneOfConst(":", "="), Space, Gen.OneOfConst("", "\"", "'", "\\\""), Value,
            (name, one, before, sign, after, other, secret) => ($"{name}{one}{before}{sign}{after}{other}{secret}", secret)),
        Gen.Select(Gen.OneOfConst("redis", "postgres", "https", "amqp+ssl"), Gen.OneOfConst("", "user", "me.name"), Of(Token + "!#$%()*+.", 8, 40), (scheme, user, secret) => ($"{scheme}://{user}:{secret}@host:1/x", secret)));

    private static readonly Gen<string> Known = Gen.OneOf(Of(Token, 8, 30), Gen.Select(Of(Letters, 5, 10), Of(Letters, 5, 10), (one, other) => $"{one} 密 {other}"), Gen.Const("密码是秘密"));

    [Fact]
    public void A_secret_that_its_shape_tells_never_comes_out_however_the_text_is_cut() =>
        Gen.Select(Text, Border, Shaped, Border, Text, Cuts).Sample((before, open, shaped, close, after, cuts) =>
            AssertMasked(SecretMask.Shapes, before + open + shaped.Carrier + close + after, shaped.Secret, cuts));

    [Fact]
    public void A_secret_that_is_known_never_comes_out_wherever_it_stands_and_however_the_text_is_cut() =>
        Gen.Select(Text, Known, Text, Cuts).Sample((before, secret, after, cuts) => AssertMasked(new SecretMask(secret), before + secret + after, secret, cuts));

    [Fact]
    public void A_text_without_a_secret_comes_out_as_it_went_in() => Gen.Select(Text, Cuts).Sample((text, cuts) =>
    {
        Assert.Equal(text, SecretMask.Shapes.Apply(text));
        Assert.Equal(text, InPieces(SecretMask.Shapes, text, cuts));
    });

    private static Gen<string> Text => Gen.Select(Plain, Border, (word, border) => word + border).Array[0, 8].Select(string.Concat);

    private static Gen<int[]> Cuts => Gen.Int[1, 12].Array[1, 6];

    private static void AssertMasked(SecretMask mask, string text, string secret, int[] cuts)
    {
        var whole = mask.Apply(text);
        Assert.DoesNotContain(secret, whole, StringComparison.Ordinal);
        Assert.Contains(SecretMask.Mask, whole, StringComparison.Ordinal);
        Assert.Equal(whole, InPieces(mask, text, cuts));
    }

    private static string InPieces(SecretMask mask, string text, int[] cuts)
    {
        var pieces = new MaskedPieces(mask);
        var shown = "";
        for (var (at, i) = (0, 0); at < text.Length; i++)
        {
            var length = Math.Min(cuts[i % cuts.Length], text.Length - at);
            shown += pieces.Add(text.Substring(at, length));
            at += length;
        }

        return shown + pieces.End();
    }
}
