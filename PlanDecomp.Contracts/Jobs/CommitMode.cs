using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Contracts.Jobs;

/// <summary>What becomes of a change that a job has worked out.</summary>
public static class CommitMode
{
    /// <summary>It is made, as one change set that can be undone.</summary>
    public const string Apply = "apply";

    /// <summary>It is stored as a <see cref="Proposal"/>, which a person accepts or rejects.</summary>
    public const string Review = "review";
}
