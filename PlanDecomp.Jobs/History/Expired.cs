namespace PlanDecomp.Jobs.History;

/// <summary>What a store is asked to look for: the rules of the retention policy at one moment.</summary>
/// <param name="LinesBefore">Lines of jobs that ended earlier are due; null for none.</param>
/// <param name="LinesPerFile">Lines a plan keeps, and the jobs without a plan together; null for any number.</param>
/// <param name="JobsBefore">Jobs that ended earlier are due themselves; null for none.</param>
public sealed record ExpiryRules(DateTimeOffset? LinesBefore, long? LinesPerFile, DateTimeOffset? JobsBefore);

/// <summary>An ended job that is due as a whole.</summary>
/// <param name="JobId">The job.</param>
/// <param name="PlanId">Its plan; null for a job bound to none.</param>
public sealed record ExpiredJob(string JobId, long? PlanId);

/// <summary>The oldest lines of an ended job, due while the job stays.</summary>
/// <param name="JobId">The job.</param>
/// <param name="PlanId">Its plan; null for a job bound to none.</param>
/// <param name="From">The first line that is still there.</param>
/// <param name="Through">The last one that is due.</param>
public sealed record ExpiredLines(string JobId, long? PlanId, long From, long Through)
{
    public long Count => Through - From + 1;
}

/// <summary>What became of a job that was due.</summary>
/// <param name="IsGone">False when its file could not be used, or is away: a later round tries again.</param>
/// <param name="Lines">Its lines that went.</param>
public readonly record struct RemovedJob(bool IsGone, long Lines);

/// <summary>What the index and the files do not agree on.</summary>
/// <param name="Rows">Ended jobs that the index lists and no file holds.</param>
/// <param name="PlanFiles">Names of plans' files that the index does not list.</param>
/// <param name="PlansWithoutFile">Plans that the index lists and whose file is away.</param>
public sealed record LostInStore(IReadOnlyList<string> Rows, IReadOnlyList<string> PlanFiles, IReadOnlyList<long> PlansWithoutFile);
