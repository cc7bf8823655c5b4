using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>Statuses in SQL, for files in which others may have written their own words.</summary>
internal static class StatusWords
{
    /// <summary>A condition: the row's job is not at its end.</summary>
    public static readonly string IsAtWork = $"lower(trim(status)) IN ({Quoted(JobStatus.Queued)}, {Quoted(JobStatus.Running)})";

    /// <summary>A condition: the row says its status by one of our names.</summary>
    public static readonly string IsOurs = $"status IN ({string.Join(", ", Enum.GetValues<JobStatus>().Select(status => $"'{status.ToName()}'"))})";

    /// <summary>Our name for the row's word.</summary>
    public static readonly string Name =
        $"CASE {string.Join(" ", Enum.GetValues<JobStatus>().Select(status => $"WHEN lower(trim(status)) IN ({Quoted(status)}) THEN '{status.ToName()}'"))} ELSE '{Read("").ToName()}' END";

    /// <summary>What a word means. One that nobody knows counts as failed: nothing may run a job of which nobody knows how it stands.</summary>
    public static JobStatus Read(string? word) => JobStatuses.Find(word) ?? JobStatus.Failed;

    private static string Quoted(JobStatus status) => string.Join(", ", JobStatuses.WordsOf(status).Select(word => $"'{word}'"));
}
