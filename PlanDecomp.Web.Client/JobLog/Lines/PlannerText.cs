namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Who planned.</summary>
internal static class PlannerText
{
    /// <param name="planner">As in a result: <c>llm</c> or <c>offline</c>.</param>
    /// <param name="model">The model; null offline.</param>
    public static Text Of(string planner, string? model) => planner switch
    {
        "offline" => new("offline rules", "离线规则"),
        "llm" when model is not null => new($"language model {model}", $"语言模型 {model}"),
        _ => new(planner, planner),
    };
}
