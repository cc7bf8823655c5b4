using MudBlazor;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>How a job's type looks everywhere: title, icon, colour.</summary>
/// <param name="Title">Of its log panel.</param>
/// <param name="Name">Of the type, in lists.</param>
/// <param name="Running">What it is doing, while it runs.</param>
/// <param name="Icon">An SVG path of MudBlazor's.</param>
/// <param name="Color">Of the icon and the panel's edge.</param>
public sealed record JobLook(Text Title, Text Name, Text Running, string Icon, Color Color)
{
    private static readonly JobLook Decompose = new(
        new("Task decomposition log", "任务拆分日志"), new("Decomposition", "任务拆分"), new("Breaking down", "任务拆分中"), Icons.Material.Outlined.CallSplit, Color.Info);

    private static readonly JobLook Execute = new(
        new("Plan execution log", "计划执行日志"), new("Execution", "计划执行"), new("Executing", "计划执行中"), Icons.Material.Outlined.PlayCircle, Color.Success);

    private static readonly JobLook Operation = new(
        new("Operation log", "动作执行日志"), new("Operation", "动作执行"), new("Working", "动作执行中"), Icons.Material.Outlined.Build, Color.Warning);

    /// <summary>An unknown type is an operation; none at all, as in old messages, is a decomposition.</summary>
    public static JobLook Of(string? jobType) => jobType switch
    {
        null or "" or JobType.PlanDecompose => Decompose,
        JobType.PlanExecute => Execute,
        _ => Operation,
    };
}
