using System.Collections.Concurrent;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Jobs.Handlers;

/// <summary>A running job as its handler sees it. Ambient: any code below a run finds it in <see cref="Current"/>.</summary>
public abstract class JobContext
{
    private static readonly AsyncLocal<JobContext?> Ambient = new();
    private readonly ConcurrentDictionary<string, bool> _said = [];

    /// <summary>The job that the calling code works for; null outside a run. Flows through await, tasks and threads.</summary>
    public static JobContext? Current => Ambient.Value;

    /// <summary>As it was when claimed.</summary>
    public abstract Job Job { get; }

    /// <summary>What was committed last, by this attempt or one before; null for a fresh start.</summary>
    public abstract string? Checkpoint { get; }

    public abstract JobStopReason StopReason { get; }

    /// <summary>Writes a line to the job's log. Returns at once; blocks only while thousands of lines wait for the disk.</summary>
    /// <param name="level">How grave it is.</param>
    /// <param name="code">A stable dotted name, such as <c>node.started</c>; pages translate by it. One that tells of stored work is a <see cref="WorkCode"/>, which only a commit takes.</param>
    /// <param name="message">The English text, arguments already in place.</param>
    /// <param name="arguments">Named values: text, numbers, truth values or null.</param>
    public abstract void Log(JobLogLevel level, string code, string message, params IReadOnlyList<(string Name, object? Value)> arguments);

    /// <summary>Sets the live figures. They are stored and sent along with the next lines, or alone within half a second.</summary>
    public abstract void Report(JobStats stats);

    /// <summary>Commits what gets the job further: from here on its attempts are counted anew.</summary>
    /// <inheritdoc cref="CommitAsync{T}(Func{RunTransaction, T}, string, bool, CancellationToken)"/>
    public Task<T> CommitAsync<T>(Func<RunTransaction, T> work, string checkpoint, CancellationToken ct) => CommitAsync(work, checkpoint, isProgress: true, ct);

    /// <summary>Commits the handler's own writes to its plan together with the checkpoint and the lines that tell of them, under the fence; all lines logged before come first.</summary>
    /// <param name="work">
    /// Runs inside the transaction, synchronously, and again when the store stumbles; writes by what a store makes of the transaction, tells of
    /// that by <see cref="RunTransaction.Tell"/>, and calls no store otherwise.
    /// </param>
    /// <param name="checkpoint">Where a next attempt goes on; null when the work sets it, by <see cref="RunTransaction.Checkpoint"/>.</param>
    /// <param name="isProgress">False for what every attempt does anew, such as noting what it is about to begin: else a job that kills its worker each time would be tried for ever.</param>
    /// <param name="ct">Cancels the wait; a commit that has begun may still happen.</param>
    /// <exception cref="FenceLostException">The claim is over; nothing was stored.</exception>
    public abstract Task<T> CommitAsync<T>(Func<RunTransaction, T> work, string? checkpoint, bool isProgress, CancellationToken ct);

    /// <summary>Waits for others, and lets this worker run another job meanwhile: else jobs that wait could fill all places and wait for ever.</summary>
    /// <param name="wait">The wait; it does no work to speak of.</param>
    /// <param name="ct">Cancels the return to work, which may have to wait for a place.</param>
    public virtual Task WaitAsideAsync(Func<Task> wait, CancellationToken ct) => wait();

    /// <summary>Throws when the lease has run out by this machine's clock, or the attempt is over. Call before anything that costs money.</summary>
    /// <exception cref="OperationCanceledException">The lease may be another's by now.</exception>
    public abstract void ThrowIfLeaseLost();

    /// <summary>What the account may spend in a day, in the currency of the prices; null for anything.</summary>
    public virtual decimal? DayLimit => null;

    /// <summary>The account has spent what it may today: no call that costs is to be made. As of the newest figures that are stored.</summary>
    public virtual bool IsDayUsedUp => false;

    /// <summary>True the first time it is asked in this attempt: for what is said once.</summary>
    public bool IsFirst(string what) => _said.TryAdd(what, true);

    /// <summary>Masks what looks like a secret in a text that leaves by another way than the log, such as a span.</summary>
    public virtual string Redact(string text) => text;

    /// <summary>Makes this the ambient job of the calling flow until disposed.</summary>
    public IDisposable Enter()
    {
        var before = Ambient.Value;
        Ambient.Value = this;
        return new Scope(before);
    }

    private sealed class Scope(JobContext? before) : IDisposable
    {
        public void Dispose() => Ambient.Value = before;
    }
}
