using PlanDecomp.Web.Client.Plans.Proposals;

namespace PlanDecomp.Tests.WebClient.Plans.Proposals;

public class WordDiffTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("same words", "same words", "same words")]
    [InlineData("", "all new", "+all new+")]
    [InlineData("all gone", "", "-all gone-")]
    [InlineData("Ask the guests by letter.", "Ask the guests by phone.", "Ask the guests by -letter-+phone+.")]
    [InlineData("Keep a list", "Keep a list of answers", "Keep a list+ of answers+")]
    [InlineData("Plan the long trip", "Book one of the hotels", "-Plan the long trip-+Book one of the hotels+")]
    [InlineData("one two three four", "one 2 three 4", "one -two-+2+ three -four-+4+")]
    [InlineData("通过信件联系客人", "通过电话联系客人", "通过-信件-+电话+联系客人")]
    [InlineData("A👍🏽", "A👎🏽", "A-👍-+👎+🏽")]
    public void What_differs_is_marked_word_by_word(string before, string after, string expected)
    {
        var pieces = WordDiff.Of(before, after);

        Assert.Equal(expected, string.Concat(pieces.Select(piece => piece.Kind switch
        {
            DiffKind.Added => $"+{piece.Text}+",
            DiffKind.Removed => $"-{piece.Text}-",
            _ => piece.Text,
        })));
    }

    [Fact]
    public void The_pieces_make_up_both_texts_however_long_they_are()
    {
        var before = string.Join(' ', Enumerable.Range(0, 4_000).Select(i => $"word{i * 7 % 1_000}"));
        var after = string.Join(' ', Enumerable.Range(0, 4_000).Select(i => $"word{i * 11 % 1_000}"));

        var pieces = WordDiff.Of(before, after);

        Assert.Equal(before, string.Concat(pieces.Where(piece => piece.Kind != DiffKind.Added).Select(piece => piece.Text)));
        Assert.Equal(after, string.Concat(pieces.Where(piece => piece.Kind != DiffKind.Removed).Select(piece => piece.Text)));
    }
}
