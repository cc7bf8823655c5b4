using System.Diagnostics;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Results;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Execution;

/// <summary>A task that is being worked on.</summary>
/// <param name="Task">As it was when the work started.</param>
/// <param name="Share">What was set aside for it.</param>
/// <param name="MadeFrom">What its result is made from.</param>
/// <param name="Outcome">What comes of it; faulted only when the lease is lost.</param>
internal sealed record TaskFlight(PlanTaskNode Task, BudgetShare Share, ResultSource MadeFrom, Task<WorkOutcome> Outcome);

/// <summary>What came of the work on a task.</summary>
internal abstract record WorkOutcome
{
    internal sealed record Written(WrittenText Text) : WorkOutcome;

    internal sealed record Failed(string Reason) : WorkOutcome;

    /// <summary>A budget was used up in the middle of it.</summary>
    internal sealed record Stopped(string Reason) : WorkOutcome;

    /// <summary>The writer cannot work at all: the job fails, the task is as before.</summary>
    internal sealed record Refused(string Reason) : WorkOutcome;

    /// <summary>Its calls were cancelled.</summary>
    internal sealed record Interrupted : WorkOutcome;

    /// <summary>Why nothing came of it, in a sentence; empty when something did.</summary>
    public string Error => this switch
    {
        Failed failed => failed.Reason,
        Refused refused => refused.Reason,
        Stopped stopped => $"{StopReasons.Words(stopped.Reason)}.",
        Interrupted => $"{StopReasons.Words(StopReasons.TimeBudget)}.",
        _ => "",
    };

    /// <summary>Tells the task's span.</summary>
    public void NoteOn(Activity? span)
    {
        switch (this)
        {
            case Written:
                span.Note("written");
                break;
            case Failed { Reason: var error }:
                span.Note("failed", error);
                break;
            case Stopped { Reason: var reason }:
                span?.SetTag(WorkSpans.StopReason, reason);
                span.Note("stopped");
                break;
            case Refused { Reason: var error }:
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
internal sealed record TaskMove(long TaskId)
{
    /// <summary>Where to, when that is no end: it begins, or goes back.</summary>
    public TaskState? To { get; init; }

    /// <summary>How it ends in the plan; null leaves its status.</summary>
    public TaskEnding? Ending { get; init; }

    /// <summary>The end it comes to with that; null when it comes to none.</summary>
    public TaskEnd? End { get; init; }

    /// <summary>What there is to tell of it; null for nothing.</summary>
    public WorkLine? Line { get; init; }

    /// <summary>End and line of work that is done, by the status that the plan gives it.</summary>
    public Func<PlanTaskStatus, (TaskEnd End, WorkLine Line)>? Done { get; init; }

    /// <summary>Told instead when the task is not there any more, and its good end comes to nothing.</summary>
    public WorkLine? LineWhenGone { get; init; }
}
