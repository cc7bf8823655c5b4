using PlanDecomp.Contracts.Plans;
using PlanDecomp.Llm;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Operations;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker;

/// <summary>Where a text is cut, in prompts and in words about an endpoint, no character is torn.</summary>
public sealed class CutTextTests
{
    [Fact]
    public void A_description_in_a_prompt_ends_with_a_whole_character()
    {
        var request = new NodeRequest { PlanTitle = "P", PlanDescription = $"{new string('a', 9)}😀 and more" };

        Assert.Contains("\"aaaaaaaaa…\"", NodePrompt.Begin(request, 10)[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instruction_in_a_prompt_ends_with_a_whole_character()
    {
        var task = new PlanTaskNode(new PlanTask
        {
            TaskId = 1,
            PlanId = 1,
            Title = "t",
            Instruction = $"{new string('a', 1_999)}😀 and more",
            CreatedAt = default,
            UpdatedAt = default,
        }, []);
        var outline = new PlanOutline(new PlanTree(new Plan { PlanId = 1, Title = "P", CreatedAt = default, UpdatedAt = default }, [task]), 1_000);

        Assert.Equal($"{new string('a', 1_999)}…", (string?)TaskData.Of([task], outline)[0]!["instruction"]);
    }

    [Fact]
    public void What_an_endpoint_has_said_is_quoted_in_whole_characters()
    {
        var failure = LlmFailure.Of(new HttpRequestException($"{new string('a', 299)}😀 and more"), default);

        Assert.EndsWith($"{new string('a', 299)}…", failure.Detail, StringComparison.Ordinal);
    }
}
