using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.Plans.Execution;

/// <summary>What a reader has filled in for an execution. What is left empty takes the server's default.</summary>
public sealed class ExecuteForm
{
    public ExecuteChoice Which { get; set; }

    /// <summary>One of <see cref="Contracts.Jobs.OnFailure"/>.</summary>
    public string OnFailure { get; set; } = Contracts.Jobs.OnFailure.SkipDependents;

    /// <summary>One of <see cref="Contracts.Jobs.OnPrepared"/>.</summary>
    public string OnPrepared { get; set; } = Contracts.Jobs.OnPrepared.Continue;

    /// <summary>One of <see cref="Contracts.Jobs.OutsideDependencies"/>.</summary>
    public string OutsideDependencies { get; set; } = Contracts.Jobs.OutsideDependencies.Require;

    public bool FinalDocument { get; set; } = true;
    public int? Concurrency { get; set; }
    public int? LlmCallBudget { get; set; }
    public long? TokenBudget { get; set; }
    public decimal? CostBudget { get; set; }
    public double? TimeBudgetSeconds { get; set; }
    public string Hint { get; set; } = "";

    public ExecuteRequest ToRequest() => Fill(new ExecuteRequest());

    public ExecuteTaskRequest ToTaskRequest(long planId) => Fill(new ExecuteTaskRequest { PlanId = planId });

    private T Fill<T>(T request)
        where T : ExecuteRequest => request with
        {
            OnlyFailed = Which == ExecuteChoice.OnlyFailed ? true : null,
            IncludeCompleted = Which == ExecuteChoice.Everything ? true : null,
            OnlyStale = Which == ExecuteChoice.Stale ? true : null,
            OnFailure = OnFailure,
            OnPrepared = OnPrepared == Contracts.Jobs.OnPrepared.Continue ? null : OnPrepared,
            OutsideDependencies = OutsideDependencies == Contracts.Jobs.OutsideDependencies.Require ? null : OutsideDependencies,
            FinalDocument = FinalDocument ? null : false,
            Concurrency = Concurrency,
            LlmCallBudget = LlmCallBudget,
            TokenBudget = TokenBudget,
            CostBudget = CostBudget,
            TimeBudgetSeconds = TimeBudgetSeconds,
            Hint = string.IsNullOrWhiteSpace(Hint) ? null : Hint,
        };
}

/// <summary>Which tasks of a plan, or of a subtree, are worked on.</summary>
public enum ExecuteChoice
{
    /// <summary>Whatever is neither completed nor prepared.</summary>
    Open,

    /// <summary>What failed, or was skipped because of others.</summary>
    OnlyFailed,

    /// <summary>What is out of date.</summary>
    Stale,

    /// <summary>Completed tasks too; their results stay as older versions.</summary>
    Everything,
}
