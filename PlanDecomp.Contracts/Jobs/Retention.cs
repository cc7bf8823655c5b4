namespace PlanDecomp.Contracts.Jobs;

/// <summary>Log lines that the retention policy has removed; what else is known of the job is kept.</summary>
/// <param name="Through">Lines 1 to this one are gone.</param>
/// <param name="At">When the last of them went.</param>
public sealed record LogRemoval(long Through, DateTimeOffset At);

/// <summary>What the retention policy has removed, or with <see cref="DryRun"/> would remove now.</summary>
public sealed record RetentionReport
{
    /// <summary>Nothing was changed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Ended jobs whose log lines went, all or the oldest of them.</summary>
    public int JobsWithoutLines { get; init; }

    /// <summary>Their lines, and those of jobs that went themselves.</summary>
    public long Lines { get; init; }

    /// <summary>Jobs that went, with log, result and index row.</summary>
    public int Jobs { get; init; }

    /// <summary>Exports and uploads of those jobs.</summary>
    public int Files { get; init; }

    /// <summary>Guests' accounts that went, with their conversations.</summary>
    public int Guests { get; init; }

    /// <summary>Space given back to the disk, in bytes; 0 in a dry run.</summary>
    public long Bytes { get; init; }

    /// <summary>What belongs to nothing any more.</summary>
    public required RetentionOrphans Orphans { get; init; }
}

/// <summary>Things without what they belong to. Only those are removed that nothing can need again.</summary>
/// <param name="Files">Exports and uploads without a job, by name. Removed once they are an hour old.</param>
/// <param name="PlanFiles">Plans' files that the index does not list, by name. Left alone: a rebuild of the index takes them in.</param>
/// <param name="Rows">Jobs that the index lists and no file holds. Removed unless their plan's file may come back.</param>
/// <param name="PlansWithoutFile">Plans that the index lists and whose file is away. Left alone: only their owners delete them.</param>
/// <param name="Streams">Log streams in Redis without a job. Removed. Null when Redis did not answer.</param>
public sealed record RetentionOrphans(
    IReadOnlyList<string> Files, IReadOnlyList<string> PlanFiles, IReadOnlyList<string> Rows, IReadOnlyList<long> PlansWithoutFile, IReadOnlyList<string>? Streams);
