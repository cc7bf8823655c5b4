using System.Globalization;

namespace PlanDecomp.Web.Client;

/// <summary>Where a plan, and what belongs to it, is shown.</summary>
public static class PlanAddress
{
    public static string Of(long planId) => string.Create(CultureInfo.InvariantCulture, $"/plans/{planId}");

    public static string OfTask(long planId, long taskId) => string.Create(CultureInfo.InvariantCulture, $"{Of(planId)}?task={taskId}");

    public static string OfGraph(long planId) => $"{Of(planId)}/graph";

    public static string OfChanges(long planId) => $"{Of(planId)}/changes";

    /// <param name="planId">The plan.</param>
    /// <param name="jobId">The execution whose document it is; null for the newest.</param>
    public static string OfDocument(long planId, string? jobId = null) => $"{Of(planId)}/document{(jobId is null ? "" : $"?job={Uri.EscapeDataString(jobId)}")}";

    public static string OfDrafts(long planId) => $"{Of(planId)}/drafts";

    public static string OfDraft(long planId, long proposalId) => string.Create(CultureInfo.InvariantCulture, $"{OfDrafts(planId)}/{proposalId}");
}
