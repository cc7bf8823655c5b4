using PlanDecomp.Worker.Execution;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>How a model says whether it has done the work, and how an answer that was cut off is gone on with.</summary>
public sealed class StateMarkTests
{
    [Theory]
    [InlineData("STATE: done\n\nThe text.", "The text.", false)]
    [InlineData("STATE: prepared\nThe script.", "The script.", true)]
    [InlineData("**State:** Done.\n\nThe text.", "The text.", false)]
    [InlineData("# STATUS: completed\nThe text.", "The text.", false)]
    [InlineData("`STATE: prepared`\n\nThe text.", "The text.", true)]
    [InlineData("DONE\n\nThe text.", "The text.", false)]
    [InlineData("状态：完成\n正文。", "正文。", false)]
    [InlineData("状态：待人工\n正文。", "正文。", true)]
    [InlineData("The text.\n\nSTATE: done", "The text.", false)]
    [InlineData("STATE: almost done\nThe text.", "The text.", true)]
    [InlineData("STATE: needs a person\nThe text.", "The text.", true)]
    [InlineData("The text alone.", "The text alone.", true)]
    [InlineData("Done is what we are.\nMore.", "Done is what we are.\nMore.", true)]
    [InlineData("The state: done by noon, says Ann.\nMore.", "The state: done by noon, says Ann.\nMore.", true)]
    [InlineData("STATE: done", "", false)]
    public void The_line_is_taken_off_and_where_it_is_missing_the_work_counts_as_not_done(string answer, string text, bool isPrepared) =>
        Assert.Equal((text, isPrepared), StateMark.Take(answer));

    [Theory]
    [InlineData("First line of the text.\nSecond li", "Second line.", "First line of the text.\nSecond line.")]
    [InlineData("One sentence. And anoth", "And another one.", "One sentence. And another one.")]
    [InlineData("第一句话已经写完。第二", "第二句话。", "第一句话已经写完。第二句话。")]
    [InlineData("half of", "of it", "half of it")]
    [InlineData("half", "", "half")]
    [InlineData("A beginning that is long enough to tell that it comes once more.\nAnd", "A beginning that is long enough to tell that it comes once more.\nAnd all.", "A beginning that is long enough to tell that it comes once more.\nAnd all.")]
    public void What_is_cut_off_is_gone_on_with_where_a_line_a_sentence_or_a_word_ends(string cut, string next, string whole) =>
        Assert.Equal(whole, CutAnswer.Of(cut).With(next));
}
