using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

internal sealed partial class OperationRun
{
    /// <summary>What every question tells of the plan, and the tasks it is about; each task is told of once.</summary>
    /// <remarks>What stands around the tasks goes along when they are one part only: several parts would each pay for it.</remarks>
    /// <param name="tasks">The tasks.</param>
    /// <param name="whole">Instructions at full length: the answer takes their place.</param>
    /// <param name="more">What else is told.</param>
    public JsonObject Data(IReadOnlyList<PlanTaskNode> tasks, bool whole = false, params IReadOnlyList<(string Name, JsonArray Tasks)> more)
    {
        var plan = Outline.Plan;
        var data = new JsonObject { ["request"] = PromptParts.Text(plan.Title, TextCut.To(plan.Description, _planning.MaxDescriptionLength), "description") };
        if (plan.Wishes is { } standing) data["standing_wishes"] = standing;
        if (Params.Hint is { } hint) data["wishes"] = hint;
        if (Target is { } target) data["target"] = PromptParts.Text(target.Title, target.Instruction, "description");
        if (_partsDone + _partsWaiting <= 1 && Outline.TextWithout(Below(tasks).Select(task => task.TaskId).ToHashSet()) is { Length: > 0 } around) data["outline"] = around;
        data["tasks"] = TaskData.Of(tasks, Outline, whole);
        foreach (var (name, value) in more) data[name] = value;
        return data;
    }
}
