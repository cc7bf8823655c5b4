namespace PlanDecomp.Worker.Running;

/// <summary>What became of a queue entry.</summary>
internal enum RunResult
{
    /// <summary>The job is at its end; the entry can go.</summary>
    Ended,

    /// <summary>The job went back to the queue and can be claimed at once; the entry can go, a new one is due.</summary>
    Released,

    /// <summary>The job waits, for its time or because another worker holds it; the sweeper enqueues it when it is due.</summary>
    NotYet,
}
