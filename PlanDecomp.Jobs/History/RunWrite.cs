using System.Text.Json;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>What a run stores in one transaction under its fence. All of it or nothing.</summary>
public sealed record RunWrite
{
    public IReadOnlyList<NewLogLine> Lines { get; init; } = [];
    public JobStats? Stats { get; init; }

    /// <summary>Where the next attempt goes on; null leaves the stored one.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The handler's own writes to its plan, in order.</summary>
    public IReadOnlyList<Action<RunTransaction>> Work { get; init; } = [];

    /// <summary>The work gets the job further: its attempts are counted anew.</summary>
    public bool IsProgress { get; init; }

    /// <summary>What the work has told, as lines to store behind <see cref="Lines"/>; null when no work tells anything.</summary>
    public Func<RunTransaction, IReadOnlyList<NewLogLine>>? Telling { get; init; }

    /// <summary>Ends the claim; null goes on.</summary>
    public RunEnd? End { get; init; }
}

/// <summary>How a claim ends.</summary>
public abstract record RunEnd
{
    /// <summary>Takes the place of the write's last line when someone wants the job cancelled by then, which it is at once; null when that changes nothing.</summary>
    public NewLogLine? WhenCancelled { get; init; }

    /// <summary>The job is done: terminal for ever.</summary>
    /// <param name="Status">A terminal status.</param>
    /// <param name="Result">What came of it.</param>
    /// <param name="Error">Why it failed.</param>
    /// <param name="AttemptError">What broke this attempt, when that is why the job is given up.</param>
    public sealed record Finish(JobStatus Status, JsonElement? Result, string? Error, string? AttemptError = null) : RunEnd;

    /// <summary>The job goes back to the queue.</summary>
    /// <param name="Delay">How long no one may claim it.</param>
    /// <param name="CountsAsAttempt">False when the worker, not the job, is the reason.</param>
    /// <param name="Error">What broke: kept with the job, and for the dead-letter message should this have been the last attempt.</param>
    public sealed record Release(TimeSpan Delay, bool CountsAsAttempt, string? Error = null) : RunEnd;
}

/// <summary>What was stored.</summary>
/// <param name="Entries">The lines with their numbers.</param>
/// <param name="CancelRequested">Someone wants the job cancelled.</param>
/// <param name="End">How the claim has ended; null when it goes on.</param>
public sealed record RunReceipt(IReadOnlyList<JobLogEntry> Entries, bool CancelRequested, RunEnd? End = null);
