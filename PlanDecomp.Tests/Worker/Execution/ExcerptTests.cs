using CsCheck;
using PlanDecomp.Worker.Execution;

namespace PlanDecomp.Tests.Worker.Execution;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("short enough", 20, "short enough")]
    [InlineData("one two three four five", 18, "one two three …")]
    [InlineData("first line of it\nsecond line", 22, "first line of it …")]
    [InlineData("没有空格的很长的中文文本", 8, "没有空格的很 …")]
    public void A_text_is_cut_where_that_loses_little_and_the_cut_is_shown(string text, int length, string expected) =>
        Assert.Equal(expected, Excerpt.Of(text, length));

    [Fact]
    public void The_first_text_gets_half_at_most_and_what_has_no_room_is_left_out()
    {
        var texts = Excerpt.FirstOnesFirst([new string('a', 1_000), new string('b', 1_000), new string('c', 1_000), new string('d', 1_000)], 1_000, 200);

        Assert.Equal([500, 250, 200], texts.Select(text => text.Length));
    }

    [Fact]
    public void Shared_equally_short_texts_leave_their_room_to_the_long_ones()
    {
        var texts = Excerpt.EquallyShared([new string('a', 900), "b", new string('c', 900)], 601);

        Assert.Equal([300, 1, 300], texts.Select(text => text.Length));
    }

    [Fact]
    public void Nothing_is_ever_longer_than_allowed() => Gen.Select(Gen.String.Array[0, 6], Gen.Int[2, 60]).Sample((texts, length) =>
    {
        Assert.All(texts, text => Assert.True(Excerpt.Of(text, length).Length <= length));
        Assert.True(Excerpt.FirstOnesFirst(texts, length, 5).Sum(text => text.Length) <= length);
        Assert.Equal(texts.Length, Excerpt.EquallyShared(texts, length * 6).Count);
        Assert.True(Excerpt.EquallyShared(texts, length * 6).Sum(text => text.Length) <= length * 6);
    });
}
