using CsCheck;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>The rules both planners' answers keep.</summary>
public sealed class NodePlanValidatorTests
{
    private static readonly NodeRequest Request = new() { PlanTitle = "P", PlanDescription = "", TargetTitle = "T", MinChildren = 2, MaxChildren = 4, ExistingChildren = ["Have  it"] };

    [Fact]
    public void Texts_are_tidied()
    {
        var plan = NodePlanValidator.Settle(new NodePlan([new(" a\n b ", "  do it ", [], false), new(new string('x', 300), "", [0, 0], true)]), Request);

        Assert.Equal(("a b", "do it"), (plan.Children[0].Title, plan.Children[0].Instruction));
        Assert.Equal(NodePlanValidator.MaxTitleLength, plan.Children[1].Title.Length);
        Assert.Equal([0], plan.Children[1].DependsOn);
    }

    [Fact]
    public void A_cut_never_splits_a_character()
    {
        var plan = NodePlanValidator.Tidy(new NodePlan([new(new string('x', 198) + "🙂🙂", "", [], false)]));

        Assert.Equal(new string('x', 198) + "…", plan.Children[0].Title);
    }

    [Fact]
    public void Surplus_children_are_cut_with_what_depends_on_them()
    {
        var plan = NodePlanValidator.Settle(new NodePlan([new("a", "", [5], false), new("b", "", [0], false), new("c", "", [], false), new("d", "", [], false), new("e", "", [], false), new("f", "", [], false)]), Request);

        Assert.Equal(["a", "b", "c", "d"], plan.Children.Select(child => child.Title));
        Assert.Empty(plan.Children[0].DependsOn);
        Assert.Equal([0], plan.Children[1].DependsOn);
    }

    [Theory]
    [InlineData("a", "", "has no title")]
    [InlineData("a", "A", "twice")]
    [InlineData("a", "have it", "exists already")]
    public void A_title_is_there_once_and_new(string first, string second, string expected) =>
        Assert.Contains(expected, Fault(new(first, "", [], false), new(second, "", [], false)), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "depends on itself")]
    [InlineData(2, "not there")]
    [InlineData(-1, "not there")]
    public void A_dependency_is_another_child(int index, string expected) =>
        Assert.Contains(expected, Fault(new("a", "", [], false), new("b", "", [index], false)), StringComparison.Ordinal);

    [Fact]
    public void A_circle_is_named()
    {
        var fault = Fault(new("a", "", [1], false), new("b", "", [2], false), new("c", "", [1], false));

        Assert.Contains("\"b\" → \"c\" → \"b\"", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_children_are_a_fault_and_none_means_a_leaf()
    {
        Assert.Contains("at least 2", Fault(new NodeChild("a", "", [], false)), StringComparison.Ordinal);
        Assert.Null(NodePlanValidator.FindFault(new NodePlan([]), Request));
        Assert.Contains("always has some", NodePlanValidator.FindFault(new NodePlan([]), Request with { TargetTitle = null, ExistingChildren = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_is_found_exactly_when_there_is_no_order() => Gen.Int[0, 4].Array[0, 3].Array[5]
        .Sample(dependencies =>
        {
            NodeChild[] children = [.. dependencies.Select((on, i) => new NodeChild($"t{i}", "", [.. on.Where(index => index != i).Distinct()], false))];
            var fault = NodePlanValidator.FindFault(new NodePlan(children), Request with { MaxChildren = 9 });
            return fault is null == HasOrder(children);
        });

    private static bool HasOrder(NodeChild[] children)
    {
        var done = new HashSet<int>();
        while (Enumerable.Range(0, children.Length).Where(i => !done.Contains(i) && children[i].DependsOn.All(done.Contains)).ToList() is { Count: > 0 } free) done.UnionWith(free);
        return done.Count == children.Length;
    }

    private static string Fault(params NodeChild[] children) =>
        NodePlanValidator.FindFault(new NodePlan(children), Request) ?? "none";
}
