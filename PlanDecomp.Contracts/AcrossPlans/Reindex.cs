namespace PlanDecomp.Contracts.AcrossPlans;

/// <summary>What reading an account's own files into the index again has found.</summary>
/// <remarks>Lists are set, not init, for the reason told at <see cref="Jobs.DecomposeParams"/>: a stored result may be of an older version.</remarks>
public sealed record ReindexResult
{
    /// <summary>Plans whose file was read.</summary>
    public int Plans { get; init; }

    /// <summary>Jobs found in these files and among the jobs without a plan.</summary>
    public int Jobs { get; init; }

    /// <summary>Plans whose row in the index differed from their file.</summary>
    public int CorrectedPlans { get; init; }

    /// <summary>Plans that had a file and no row.</summary>
    public int AdoptedPlans { get; init; }

    /// <summary>Jobs that had no row.</summary>
    public int AdoptedJobs { get; init; }

    /// <summary>Rows of jobs that are in no file.</summary>
    public int RemovedJobs { get; init; }

    /// <summary>Plans whose file could not be read; their rows are as they were.</summary>
    public IReadOnlyList<SkippedPlan> Skipped { get; set; } = [];
}

/// <summary>A plan that was left as it is.</summary>
/// <param name="PlanId">Its id.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record SkippedPlan(long PlanId, string Reason);
