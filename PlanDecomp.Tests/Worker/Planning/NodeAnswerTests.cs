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
    [InlineData("<thinking>\nFirst {\"children\":[{\"title\":\"draft\"}]}\n</thinking>\n" + Good)]
    [InlineData("Let me see: {\"children\":[]} would be too few.\n</think>\n\n" + Good)]
    [InlineData("I use {braces} and [1] in prose. " + Good)]
    [InlineData("An example is {\"children\":[]}. The answer is " + Good)]
    [InlineData("""{"note":"first"} {"steps":1} """ + Good + """ {"children":[{"title":"later"}]}""")]
    [InlineData("""{"type":"object","properties":{"children":{"type":"array","items":{"type":"object","properties":{"title":{"type":"string"}}}}},"required":["children"]}""" + "\n" + Good)]
    [InlineData("""{"type":"object","properties":""" + Good + "}")]
    [InlineData("""{"result":""" + Good + "}")]
    [InlineData("""{"tasks":[{"name":"A","description":"do A","is_leaf":"true"},{"name":"B","description":"do B","dependencies":["a"]}]}""")]
    [InlineData("""{"result":{"subtasks":[{"title":"A","instruction":"do A","isLeaf":true},{"title":"B","instruction":"do B","dependsOn":[1]}]}}""")]
    [InlineData("""{"children":[{"key":"x","title":"A","instruction":"do A","is_leaf":true},{"key":"y","title":"B","instruction":"do B","depends_on":[0]}]}""")]
    [InlineData("""{"children":"[{\"key\":\"a\",\"title\":\"A\",\"instruction\":\"do A\",\"is_leaf\":true},{\"key\":\"b\",\"title\":\"B\",\"instruction\":\"do B\",\"depends_on\":[\"a\"]}]"}""")]
    [InlineData("""{"children":["{\"title\":\"A\",\"instruction\":\"do A\",\"is_leaf\":true}",{"title":"B","instruction":"do B","depends_on":"[\"A\"]"}]}""")]
    [InlineData("""{'children':[{'key':'a','title':'A','instruction':'do A','depends_on':[],'is_leaf':True},{'key':'b','title':'B','instruction':'do B','depends_on':['a'],'is_leaf':False}]}""")]
    [InlineData("""{children:[{title:"A",instruction:"do A",is_leaf:true},{title:"B",instruction:"do B",depends_on:["A"]}]}""")]
    [InlineData("\"{\\\"children\\\":[{\\\"title\\\":\\\"A\\\",\\\"instruction\\\":\\\"do A\\\",\\\"is_leaf\\\":true},{\\\"title\\\":\\\"B\\\",\\\"instruction\\\":\\\"do B\\\",\\\"depends_on\\\":[1]}]}\"")]
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
    [InlineData("""{"steps":[]}""", "\"children\" is missing")]
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
    public void Texts_may_hold_raw_line_breaks_quotes_and_words_about_reasoning()
    {
        const string Answer = "{\"children\":[{\"title\":\"Explain </think> and <think>\",\"instruction\":\"one\ntwo \"three\" it's\"},{'title':'It's B','instruction':'x'}]}";

        var plan = NodeAnswer.Read(Answer, cutOff: false, out var fault);

        Assert.Equal("", fault);
        Assert.Equal([("Explain </think> and <think>", "one\ntwo \"three\" it's"), ("It's B", "x")], plan!.Children.Select(child => (child.Title, child.Instruction)));
    }

    [Fact]
    public void What_stands_in_reasoning_that_was_cut_off_is_no_answer()
    {
        Assert.Null(NodeAnswer.Read("<think>Perhaps " + Good, cutOff: true, out var fault));
        Assert.Contains("output limit", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_broken_JSON_is_no_answer()
    {
        Assert.Null(NodeAnswer.Read("""{"children":[{"title":"A","children":[{"title":"deeper"}]} {"title":"B"}]}""", cutOff: false, out var fault));
        Assert.Contains("not valid JSON", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_is_given_up_soon()
    {
        Assert.Null(NodeAnswer.Read(new string('{', 1_000_000), cutOff: false, out _));
        Assert.Null(NodeAnswer.Read(string.Concat(Enumerable.Repeat("{\"children\":[", 100_000)), cutOff: false, out _));
    }

    [Fact]
    public void A_cut_answer_says_so()
    {
        Assert.Null(NodeAnswer.Read("{\"children\":[{\"key\":", cutOff: true, out var fault));
        Assert.Contains("output limit", fault, StringComparison.Ordinal);
    }
}
