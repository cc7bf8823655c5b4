using System.Globalization;

namespace PlanDecomp.Web.Client.JobLog.Results;

/// <summary>Addresses of what a result names.</summary>
internal static class PlanLink
{
    public static string Of(long planId) => string.Create(CultureInfo.InvariantCulture, $"/plans/{planId}");

    public static string Of(long planId, long taskId) => string.Create(CultureInfo.InvariantCulture, $"/plans/{planId}?task={taskId}");

    public static string OfDraft(long planId, long proposalId) => string.Create(CultureInfo.InvariantCulture, $"/plans/{planId}/proposals/{proposalId}");
}
