namespace PlanDecomp.Contracts.Jobs;

/// <summary>A request for a job on a plan.</summary>
public interface IPlanJobRequest
{
    /// <summary>False waits for the end, up to the server's limit, and answers with the result.</summary>
    bool? AsyncMode { get; }
}

/// <summary>A request for a job on one task, which names its plan.</summary>
public interface ITaskJobRequest : IPlanJobRequest
{
    long? PlanId { get; }
}
