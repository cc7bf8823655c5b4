using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Spending;

namespace PlanDecomp.Worker.Running;

/// <summary>A run as its handler sees it, over the run's writer.</summary>
internal sealed partial class JobRunContext : JobContext, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LogLineRules _rules;
    private readonly TimeProvider _time;
    private readonly ClaimResult.Claimed _claimed;
    private readonly WorkerPlace _place;
    private readonly ILogger _logger;
    private readonly RunSpending _spending;
    private JobLogWriter? _writer;
    private readonly TaskCompletionSource _overdue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopReason;
    private int _aside;
    private int _commits;
    private bool _cameFurther;
    private string? _checkpoint;
    private long _leaseUntil;
    private long _progressAt;

    public JobRunContext(ClaimResult.Claimed claimed, DateTimeOffset leaseUntil, WorkerPlace place, LogLineRules rules, RunSpending spending, TimeProvider time, ILogger logger)
    {
        (_claimed, _place, _rules, _spending, _time, _logger) = (claimed, place, rules, spending, time, logger);
        LeaseUntil = leaseUntil;
        _checkpoint = claimed.Checkpoint;
        Stopping = _stop.Token;
        Progressed();
    }

    public override Job Job => _claimed.Job;

    public override string? Checkpoint => Volatile.Read(ref _checkpoint);

    /// <summary>Attempts since the job last came further, with this one: none once this one has got it further.</summary>
    public int Tried => Volatile.Read(ref _cameFurther) ? 0 : _claimed.Tried;

    public override JobStopReason StopReason => (JobStopReason)Volatile.Read(ref _stopReason);

    /// <summary>Cancelled with the first reason to stop. Kept, because a handler that was left behind asks for it after the run.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Until when no other worker may claim the job.</summary>
    public DateTimeOffset LeaseUntil
    {
        get => new(Volatile.Read(ref _leaseUntil), TimeSpan.Zero);
        set => Volatile.Write(ref _leaseUntil, value.UtcTicks);
    }

    /// <summary>Something of the job's work is stored, by this attempt or one before.</summary>
    public bool HasCommitted => Checkpoint is not null || Volatile.Read(ref _commits) > 0;

    /// <summary>How long nothing has come of the run; none while it waits for other jobs, which have a limit of their own.</summary>
    public TimeSpan Silence => Volatile.Read(ref _aside) > 0 ? TimeSpan.Zero : _time.GetElapsedTime(Volatile.Read(ref _progressAt));

    /// <summary>Ends when nothing more can come of the run: its handler is not waited for any longer than it takes to stop.</summary>
    public Task Overdue => _overdue.Task;

    private JobLogWriter Writer => _writer ?? throw new InvalidOperationException("The run has no writer yet.");

    public void Attach(JobLogWriter writer) => _writer = writer;

    /// <summary>Asks the run to stop. A lost lease overrides any other reason: nothing may be stored any more.</summary>
    public void Stop(JobStopReason reason)
    {
        if (reason == JobStopReason.LeaseLost) Volatile.Write(ref _stopReason, (int)reason);
        if (reason is JobStopReason.LeaseLost or JobStopReason.NoProgress) _overdue.TrySetResult();
        Interlocked.CompareExchange(ref _stopReason, (int)reason, (int)JobStopReason.None);
        try
        {
            // Not on this thread: it may be the writer's or the lease keeper's, and what hangs on the token is the handler's code.
            _ = _stop.CancelAsync().ContinueWith(
                done => LogStopBroken(_logger, done.Exception!, Job.JobId), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
        catch (ObjectDisposedException)
        {
            // The run has ended meanwhile.
        }
    }

    public override void Log(JobLogLevel level, string code, string message, params IReadOnlyList<(string Name, object? Value)> arguments) =>
        Log(new NewLogLine(_time.GetUtcNow(), level, message, LogMetadata.Create(code, [.. arguments])));

    public void Log(NewLogLine line)
    {
        Progressed();
        Writer.Log(_rules.Apply(line));
    }

    public override void Report(JobStats stats)
    {
        Progressed();
        Writer.Report(stats);
        _spending.Note(stats);
    }

    public override async Task<T> CommitAsync<T>(Func<RunTransaction, T> work, string? checkpoint, bool isProgress, CancellationToken ct)
    {
        string? stored = null;
        var result = await Writer.CommitAsync(
            run =>
            {
                var done = work(run);
                stored = run.Checkpoint;
                return done;
            },
            line => _rules.Apply(line.At(_time.GetUtcNow())), checkpoint, isProgress, ct);
        if (stored is not null) Volatile.Write(ref _checkpoint, stored);
        Interlocked.Increment(ref _commits);
        if (isProgress) Volatile.Write(ref _cameFurther, true);
        Progressed();
        return result;
    }

    public override async Task WaitAsideAsync(Func<Task> wait, CancellationToken ct)
    {
        _place.Leave();
        Interlocked.Increment(ref _aside);
        try
        {
            await wait();
            if (!ct.IsCancellationRequested) await _place.ReturnAsync(ct);
        }
        finally
        {
            Progressed();
            Interlocked.Decrement(ref _aside);
        }
    }

    public override void ThrowIfLeaseLost()
    {
        // By the wall clock: a process that was stopped and woken sees the time that has passed.
        if (_time.GetUtcNow() >= LeaseUntil) Stop(JobStopReason.LeaseLost);
        if (StopReason == JobStopReason.LeaseLost) throw new OperationCanceledException("The job's lease has run out.", Stopping);
    }

    public override decimal? DayLimit => _spending.DayLimit;

    public override bool IsDayUsedUp => _spending.IsDayUsedUp;

    public override string Redact(string text) => _rules.Redact(text);

    public void Dispose() => _stop.Dispose();

    private void Progressed() => Volatile.Write(ref _progressAt, _time.GetTimestamp());

    [LoggerMessage(LogLevel.Error, "Something of job {JobId} that was told to stop broke.")]
    private static partial void LogStopBroken(ILogger logger, Exception e, string jobId);
}
