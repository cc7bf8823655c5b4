// Step 3 of the data's way: the worker has a plan's tasks worked on, one after what it waits for.
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Results;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Outlines;

namespace PlanDecomp.Worker.Execution;

/// <summary>One attempt at an execution: tasks are worked on side by side, and each is committed as it ends.</summary>
/// <remarks>
/// Invariant: a task's result, its status, the checkpoint and its log line are one commit. So an attempt after a crash repeats no
/// stored work, and finds in the checkpoint which tasks were in flight and what they were before.
/// </remarks>
internal sealed partial class ExecuteRun : IDisposable
{
    private readonly JobContext _job;
    private readonly ExecuteParams _limits;
    private readonly ITaskWriter _writer;
    private readonly PlanReader _plans;
    private readonly WritingRequests _requests;
    private readonly RunBudget _budget;
    private readonly ExecutionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _calls;
    private readonly CancellationToken _ct;
    private readonly List<TaskFlight> _flights = [];
    private readonly Lock _reporting = new();
    private readonly long _begun;
    private readonly int _doneBefore;

    public ExecuteRun(
        JobContext job, ExecuteParams limits, ITaskWriter writer, PlanReader plans, WritingRequests requests, ExecuteWalk walk, RunBudget budget,
        ExecutionOptions options, TimeProvider time, ILogger logger, CancellationToken ct)
    {
        (_job, _limits, _writer, _plans, _requests, Walk, _budget, _options, _time, _logger, _ct) =
            (job, limits, writer, plans, requests, walk, budget, options, time, logger, ct);
        _deadline = budget.TimeLeft is { } left ? new CancellationTokenSource(left, time) : new CancellationTokenSource();
        _calls = CancellationTokenSource.CreateLinkedTokenSource(ct, _deadline.Token);
        (_begun, _doneBefore) = (time.GetTimestamp(), walk.Done);
    }

    public ExecuteWalk Walk { get; }

    /// <summary>What the job's change set says, by the number of results so far.</summary>
    public required Func<int, NewChange> Describe { get; init; }

    /// <summary>Why the writer cannot work at all; null when it can.</summary>
    public string? Refused { get; private set; }

    private bool IsStopping => _ct.IsCancellationRequested || Refused is not null || Walk.Exhausted is not null;

    /// <summary>Goes on until every task is at its end, a budget or a failure stops it, or it is cancelled.</summary>
    /// <param name="lost">Tasks that a lost worker had in flight: they go back to what they were first.</param>
    /// <exception cref="OperationCanceledException">The lease is lost or the worker stops; what is committed stays.</exception>
    public async Task ExecuteAsync(IReadOnlyDictionary<long, TaskState>? lost)
    {
        try
        {
            if (lost is not null) await CommitAsync([.. lost.Select(task => new TaskMove(task.Key) { To = task.Value })]);
            Report();
            while (true)
            {
                await EndWithoutWorkAsync();
                var moved = await StartAsync();
                if (_flights.Count > 0) await LandNextAsync();
                else if (!moved) break;
            }
        }
        finally
        {
            // No call outlives the run.
            await _calls.CancelAsync();
            await ((Task)Task.WhenAll(_flights.Select(flight => flight.Outcome))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_ct.IsCancellationRequested) _ = ReasonOfInterruption();
        Report();
    }

    public void Dispose()
    {
        _calls.Dispose();
        _deadline.Dispose();
    }

    /// <summary>Commits the ends that need no work: skipped tasks, parents that cannot be closed, tasks that wait for themselves.</summary>
    private async Task EndWithoutWorkAsync()
    {
        // One end may bring the turn of others.
        while (Walk.TakeWithoutWork() is { Count: > 0 } steps)
        {
            await CommitAsync([.. steps.Select(EndWithoutWork)]);
            Report();
        }
    }

    private static TaskMove EndWithoutWork(TaskStep.End step)
    {
        var (id, reason) = (step.Task.TaskId, step.Reason);
        return step.To switch
        {
            TaskEnd.Skipped skipped => new TaskMove(id)
            {
                Ending = new TaskEnding(id, new TaskState(PlanTaskStatus.Skipped, reason), null),
                End = step.To,
                Line = ExecuteLog.Skipped(step.Task, skipped.Cause, reason),
            },
            TaskEnd.LeftOpen open => new TaskMove(id)
            {
                Ending = open.Status == PlanTaskStatus.Pending ? null : new TaskEnding(id, new TaskState(open.Status, reason), null),
                End = step.To,
                Line = ExecuteLog.LeftOpen(step.Task, open.Status, reason),
            },
            _ => Fail(step.Task, null, reason),
        };
    }

    /// <summary>Lets tasks start while there is room beside those in flight and in the budgets.</summary>
    /// <returns>True when a task was moved.</returns>
    private async Task<bool> StartAsync()
    {
        var (started, gone) = (new List<(PlanTaskNode Task, BudgetShare Share)>(), new List<TaskMove>());
        var outline = await _plans.ReadAsync(CancellationToken.None);
        while (!MustStop() && _flights.Count + started.Count < _limits.Concurrency && Walk.Next is { } next)
        {
            if (outline.Find(next.Task.TaskId) is not { } task)
            {
                Walk.Start(next.Task);
                gone.Add(Fail(next.Task, null, "The task does not exist any more."));
                continue;
            }

            if (!_budget.TryAdmit(out var share, out var reason))
            {
                if (reason is not null) Exhaust(reason);
                break;
            }

            Walk.Start(task);
            started.Add((task, share));
        }

        if (started.Count + gone.Count == 0) return false;
        await CommitAsync([.. gone, .. started.Select(start => new TaskMove(start.Task.TaskId)
        {
            To = new TaskState(PlanTaskStatus.Running, null),
            Line = ExecuteLog.StartedOn(start.Task),
        })]);
        foreach (var (task, share) in started)
        {
            if (Walk.PreparedInputs(task) is { Count: > 0 } prepared) _job.LogInputsPrepared(task, prepared);
            var (request, madeFrom) = await _requests.CreateAsync(task, outline, CancellationToken.None);
            _flights.Add(new TaskFlight(task, share, madeFrom, WorkAsync(request, share)));
        }

        Report();
        return true;
    }

    /// <summary>True when nothing more may be started; says so once when a failure is the reason.</summary>
    private bool MustStop()
    {
        if (IsStopping) return true;
        if (_limits.OnFailure != OnFailure.Stop || Walk.Failed.Count == 0) return false;
        Walk.Exhausted = StopReasons.TaskFailed;
        if (Walk.Remaining > 0) _job.LogStopping(Walk.Remaining);
        return true;
    }

    /// <summary>Waits for a task's end and commits what has ended by then, each by itself.</summary>
    private async Task LandNextAsync()
    {
        await Task.WhenAny(_flights.Select(flight => flight.Outcome));
        foreach (var flight in _flights.Where(flight => flight.Outcome.IsCompleted).ToList()) await LandAsync(flight, await flight.Outcome);
    }

    private async Task LandAsync(TaskFlight flight, WorkOutcome outcome)
    {
        // Nothing may be written any more; the commit would be refused as well.
        if (_job.StopReason == JobStopReason.LeaseLost) _ct.ThrowIfCancellationRequested();

        _flights.Remove(flight);
        _budget.Settle(flight.Share);
        await CommitAsync([Land(flight, outcome)]);
        Report();
    }

    private TaskMove Land(TaskFlight flight, WorkOutcome outcome)
    {
        var task = flight.Task;
        switch (outcome)
        {
            case WorkOutcome.Written { Text: var text }:
                var isSummary = task.Children.Count > 0;
                var result = new TaskResult
                {
                    TaskId = task.TaskId,
                    Version = 0,
                    Kind = isSummary ? TaskResultKind.Summary : TaskResultKind.Work,
                    Content = text.Content,
                    JobId = _job.Job.JobId,
                    Writer = _writer.Name,
                    Model = flight.Share.LastModel ?? _writer.Model,
                    Incomplete = text.IsIncomplete,
                    CreatedAt = _time.GetUtcNow(),
                };

                // A parent is what is below it, whatever is said of it here.
                var to = isSummary || !text.IsPrepared ? PlanTaskStatus.Completed : PlanTaskStatus.Prepared;
                var (done, total) = (Walk.Done + 1, Walk.Done + Walk.Remaining);
                return new TaskMove(task.TaskId)
                {
                    Ending = new TaskEnding(task.TaskId, new TaskState(to, null), Walk.BeforeOf(task.TaskId)) { Result = result, MadeFrom = flight.MadeFrom },
                    Done = status => (
                        isSummary ? new TaskEnd.Summarised(status == PlanTaskStatus.Prepared) : new TaskEnd.Completed(status == PlanTaskStatus.Prepared),
                        ExecuteLog.Completed(task, status, text.Content.Length, done, total)),
                    LineWhenGone = ExecuteLog.FailedAt(task, Deleted.Error),
                };
            case WorkOutcome.Failed failed:
                return Fail(task, Walk.BeforeOf(task.TaskId), failed.Reason);
            case WorkOutcome.Refused refused:
                Refused = refused.Reason;
                return GoBack(task, refused.Reason);
            case WorkOutcome.Stopped stopped:
                Exhaust(stopped.Reason);
                return GoBack(task, $"{StopReasons.Words(stopped.Reason)}.");
            default:
                if (!_ct.IsCancellationRequested) Exhaust(StopReasons.TimeBudget);
                return GoBack(task, _job.StopReason switch
                {
                    JobStopReason.WorkerStopping => "the worker stops.",
                    JobStopReason.NoProgress => "nothing came of the attempt for too long.",
                    _ => $"{StopReasons.Words(Walk.Exhausted ?? StopReasons.Cancelled)}.",
                });
        }
    }

    private static TaskMove Fail(PlanTaskNode task, TaskState? before, string error) => new(task.TaskId)
    {
        Ending = new TaskEnding(task.TaskId, new TaskState(PlanTaskStatus.Failed, error), before),
        End = new TaskEnd.Failed(error),
        Line = ExecuteLog.FailedAt(task, error),
    };

    private TaskMove GoBack(PlanTaskNode task, string reason)
    {
        var before = Walk.BeforeOf(task.TaskId);
        Walk.Return(task.TaskId);
        return new TaskMove(task.TaskId) { To = before, Line = ExecuteLog.Returned(task, before.Status, reason) };
    }

    private void Exhaust(string reason)
    {
        if (Walk.Exhausted is not null) return;
        Walk.Exhausted = reason;
        if (_budget.LimitOf(reason) is { } limit) _job.LogExhausted(reason, limit, Walk.Remaining);
    }

    /// <exception cref="OperationCanceledException">The job is not to end: another attempt goes on.</exception>
    private string ReasonOfInterruption() =>
        _job.StopReason == JobStopReason.CancelRequested ? StopReasons.Cancelled : throw new OperationCanceledException(_ct);

    private void Report()
    {
        // Under a lock, so that older figures never follow newer ones.
        lock (_reporting)
        {
            _job.Report(_budget.Usage.ToStats(paid: _writer.Name != ModelChoice.Offline) with
            {
                Done = Walk.Done,
                Completed = Walk.Completed + Walk.Summarised - Walk.PreparedParents,
                Prepared = Walk.Prepared + Walk.PreparedParents > 0 ? Walk.Prepared + Walk.PreparedParents : null,
                Failed = Walk.Failed.Count,
                Skipped = Walk.SkippedCount,
                Running = Walk.Running,
                Total = Walk.Done + Walk.Remaining,
                QueueRemaining = Walk.Remaining,
                EtaSeconds = Eta(),
            });
        }
    }

    /// <summary>What remains at the pace of this attempt, which has the parallel work in it already.</summary>
    private double? Eta()
    {
        var done = Walk.Done - _doneBefore;
        if (Walk.Remaining == 0) return 0;
        return done == 0 ? null : Math.Round(_time.GetElapsedTime(_begun).TotalSeconds / done * Walk.Remaining, 1);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The writer broke down at task {TaskId}.")]
    private static partial void LogUnexpected(ILogger logger, Exception error, long? taskId);
}
