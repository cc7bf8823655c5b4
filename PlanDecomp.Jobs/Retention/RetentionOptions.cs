using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Jobs.Retention;

/// <summary>How long what is done with is kept: the one policy of an installation. Section <c>Retention</c>; an empty value switches a rule off.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Age, since the job's end, at which its log lines are removed. The job with its result, summary and figures stays.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan? LinesAfter { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Log lines a plan keeps, and the jobs without a plan together; above it those of ended jobs go, the oldest first.</summary>
    [Range(1L, long.MaxValue)]
    public long? LinesPerPlan { get; set; } = 1_000_000;

    /// <summary>Age, since the job's end, at which the job itself is removed, with all that belongs to it. Null, the default, keeps it for ever.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan? JobsAfter { get; set; }

    /// <summary>How long a guest without a plan may stay away before the account's conversations and jobs are removed. As long as its cookie lives: no one could come back to it later.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan? GuestsAfter { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Between two rounds of the workers.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(1);
}
