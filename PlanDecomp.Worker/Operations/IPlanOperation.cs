using PlanDecomp.Contracts.Operations;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Operations;

/// <summary>One thing that can be done to a plan's tasks. It works out edits; whether they are made or proposed is not its business.</summary>
internal interface IPlanOperation
{
    /// <summary>What is said of it everywhere else.</summary>
    OperationDescriptor Operation { get; }

    /// <summary>Works it out. Called again after a crash, it gets the answers it had.</summary>
    /// <exception cref="PlanDecomp.Jobs.Handlers.JobFailedException">It cannot be done; the message says why, and what would help.</exception>
    /// <exception cref="PlanDecomp.Worker.Asking.UnusableAnswerException">No usable answer came of the model.</exception>
    /// <exception cref="BudgetExhaustedException">A budget is used up and there is nothing to show for it.</exception>
    Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct);
}
