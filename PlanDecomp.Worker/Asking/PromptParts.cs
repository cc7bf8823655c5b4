using System.Globalization;
using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Asking;

/// <summary>The parts that the data of several prompts is made of. What is empty is left out.</summary>
internal static class PromptParts
{
    /// <param name="title">The title.</param>
    /// <param name="text">What else is said; may be empty.</param>
    /// <param name="name">What that is called.</param>
    public static JsonObject Text(string title, string text, string name)
    {
        var part = new JsonObject { ["title"] = title };
        if (text.Length > 0) part[name] = text;
        return part;
    }

    /// <summary>Another task with what came of it.</summary>
    public static JsonObject Input(TaskInput input)
    {
        var part = new JsonObject { ["title"] = input.Title, ["status"] = input.Status.ToName() };
        if (input.Content is { } content) part["result"] = content;
        return part;
    }

    /// <summary>A day, with the name it has in a week: plans are made in weeks.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd, dddd", CultureInfo.InvariantCulture);

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];
}
