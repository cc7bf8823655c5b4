using MudBlazor;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>How a job's type looks everywhere, in this page's colours.</summary>
/// <param name="Title">Of its log panel.</param>
/// <param name="Name">Of the type, in lists.</param>
/// <param name="Running">What it is doing, while it runs.</param>
/// <param name="Icon">An SVG picture.</param>
/// <param name="Color">Of the icon and the panel's edge.</param>
public sealed record JobLook(Text Title, Text Name, Text Running, string Icon, Color Color)
{
    private static readonly Dictionary<string, JobLook> All = JobTypes.All.ToDictionary(type => type.Name, type => new JobLook(
        type.Words.Title, type.Words.Name, type.Words.Running, type.Icon, type.Color switch
        {
            JobColor.Info => Color.Info,
            JobColor.Success => Color.Success,
            JobColor.Warning => Color.Warning,
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        }));

    /// <inheritdoc cref="JobTypes.Of"/>
    public static JobLook Of(string? jobType) => All[JobTypes.Of(jobType).Name];
}
