using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Operations;

/// <summary>A planner's answer as a checkpoint keeps it.</summary>
internal static class StoredPlan
{
    public static JsonElement Write(NodePlan plan) => JsonSerializer.SerializeToElement(plan, StoredPlanJson.Default.NodePlan);

    public static NodePlan Read(JsonElement stored) => stored.Deserialize(StoredPlanJson.Default.NodePlan)!;
}

[JsonSerializable(typeof(NodePlan))]
internal sealed partial class StoredPlanJson : JsonSerializerContext;
