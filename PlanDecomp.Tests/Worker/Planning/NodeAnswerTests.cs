using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>A model's text becomes children, or a fault in words.</summary>
public sealed class NodeAnswerTests
{
    private const string Good = """{"children":[{"key":"a","title":"A","instruction":"do A","depends_on":[],"is_leaf":true},{"key":"b","title":"B","instruction":"do B","depends_on":["a"],"is_leaf":false}]}""";

    [Theory]
    [InlineData(Good)]
    [InlineData("```json\n" + Good + "\n```")]
    [InlineData("Sure! Here it is:\n\n" + Good + "\n\nI hope that {helps}.")]
    [InlineData("<think>Perhaps {\"children\":[]}? No.</think>" + Good)]
    [InlineData("""{"children":[{"key":"a","title":"A","instruction":"do A","depends_on":[],"is_leaf":true,},{"key":"b","title":" B ","instruction":"do B","depends_on":["A"],},],}""")]
    [InlineData("""[{"key":1,"title":"A","instruction":"do A","is_leaf":true},{"key":2,"title":"B","instruction":"do B","depends_on":1}]""")]
    [InlineData("""{"children":[{"title":"A","instruction":"do A","depends_on":null,"is_leaf":true},{"title":"B","instruction":"do B","depends_on":["1"]}]} // done""")]
    public void Form_is_read_leniently(string answer)
    {
        var plan = NodeAnswer.Read(answer, cutOff: false, out var fault);

        Assert.Equal("", fault);
        Assert.Equal([("A", "do A", true), ("B", "do B", false)], plan!.Children.Select(child => (child.Title, child.Instruction, child.IsLeaf)));
        Assert.Empty(plan.Children[0].DependsOn);
        Assert.Equal([0], plan.Children[1].DependsOn);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("I cannot do that.", "no complete JSON object")]
    [InlineData("""{"children":[{"key":"a","title":"A","inst""", "no complete JSON object")]
    [InlineData("""{"children":[{"key":a}]}""", "not valid JSON")]
    [InlineData("""{"tasks":[]}""", "\"children\" is missing")]
    [InlineData("""{"children":"none"}""", "not an array")]
    [InlineData("""{"children":["A"]}""", "child 1 is not an object")]
    [InlineData("""{"children":[{"key":"a","title":" "}]}""", "child 1 has no \"title\"")]
    [InlineData("""{"children":[{"key":"a","title":"A"},{"key":"A","title":"B"}]}""", "the key \"A\" is there twice")]
    [InlineData("""{"children":[{"key":"a","title":"A","depends_on":["x"]}]}""", "\"x\", which is no key")]
    [InlineData("""{"children":[{"key":"a","title":"A","depends_on":[{}]}]}""", "something else than keys")]
    public void Content_that_cannot_be_used_is_named(string answer, string expected)
    {
        Assert.Null(NodeAnswer.Read(answer, cutOff: false, out var fault));
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_no_text_should_hold_are_taken_out()
    {
        var plan = NodeAnswer.Read("""{"children":[{"key":"a","title":"A\u0000\u001b[2J\ud83d","instruction":"do\u0007\r\nA"},{"key":"b","title":"\ude00B\ud83d\ude00","instruction":"x"}]}""", cutOff: false, out var fault);

        Assert.Equal("", fault);
        Assert.Equal([("A[2J\uFFFD", "do\nA"), ("\uFFFDB😀", "x")], plan!.Children.Select(child => (child.Title, child.Instruction)));
    }

    [Fact]
    public void A_cut_answer_says_so()
    {
        Assert.Null(NodeAnswer.Read("{\"children\":[{\"key\":", cutOff: true, out var fault));
        Assert.Contains("output limit", fault, StringComparison.Ordinal);
    }
}
