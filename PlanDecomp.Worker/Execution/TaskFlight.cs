using System.Diagnostics;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Execution;

/// <summary>A task that is being worked on.</summary>
/// <param name="Task">As it was when the work started.</param>
/// <param name="Share">What was set aside for it.</param>
/// <param name="Outcome">What comes of it; faulted only when the lease is lost.</param>
internal sealed record TaskFlight(PlanTaskNode Task, BudgetShare Share, Task<WorkOutcome> Outcome);

/// <summary>What came of the work on a task.</summary>
internal abstract record WorkOutcome
{
    internal sealed record Written(string Content) : WorkOutcome;

    internal sealed record Failed(string Error) : WorkOutcome;

    /// <summary>A budget was used up in the middle of it.</summary>
    internal sealed record Stopped(string Reason) : WorkOutcome;

    /// <summary>The writer cannot work at all: the job fails, the task is as before.</summary>
    internal sealed record Refused(string Error) : WorkOutcome;

    /// <summary>Its calls were cancelled.</summary>
    internal sealed record Interrupted : WorkOutcome;

    /// <summary>Tells the task's span.</summary>
    public void NoteOn(Activity? span)
    {
        switch (this)
        {
            case Written:
                span.Note("written");
                break;
            case Failed { Error: var error }:
                span.Note("failed", error);
                break;
            case Stopped { Reason: var reason }:
                span?.SetTag(WorkSpans.StopReason, reason);
                span.Note("stopped");
                break;
            case Refused { Error: var error }:
                span.Note("refused", error);
                break;
            case Interrupted:
                span.Note("interrupted");
                break;
        }
    }
}

/// <summary>A move of one task that is to be committed.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="To">Where to; null leaves its status.</param>
/// <param name="End">The end it comes to with that; null when it comes to none.</param>
/// <param name="Line">What there is to tell of it; null for nothing.</param>
/// <param name="Result">What it brought; its status then is completed.</param>
internal sealed record TaskMove(long TaskId, TaskState? To, TaskEnd? End, WorkLine? Line, TaskResult? Result = null)
{
    /// <summary>Told instead when the task is not there any more, and its good end comes to nothing.</summary>
    public WorkLine? LineWhenGone { get; init; }
}
