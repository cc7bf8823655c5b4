using PlanDecomp.Contracts.Chat;
using JobTypes = PlanDecomp.Contracts.Jobs.JobType;

namespace PlanDecomp.Web.Client.Chat.Messages;

/// <summary>The job that a message shows.</summary>
/// <param name="JobId">Whose log.</param>
/// <param name="JobType">Never null: old messages that name none mean a decomposition.</param>
/// <param name="PlanId">What it works on, if the message says so.</param>
public sealed record JobReference(string JobId, string JobType, long? PlanId)
{
    /// <summary>Null for a message without a job. One with a job's id is a job's, whatever its type says or lacks.</summary>
    public static JobReference? Of(ChatMessage message) => message.Metadata is { JobId: { Length: > 0 } jobId } metadata
        ? new JobReference(jobId, string.IsNullOrEmpty(metadata.Job?.JobType) ? JobTypes.PlanDecompose : metadata.Job.JobType, metadata.PlanId)
        : null;
}
