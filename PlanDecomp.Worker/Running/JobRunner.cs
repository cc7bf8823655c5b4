// Steps 2 to 5 of a job's way, told as one pipeline: claim, run, end, take out of the queue.
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.LogStream;
using PlanDecomp.Jobs.Spending;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Running;

/// <summary>Runs one job from its claim to its end.</summary>
internal sealed partial class JobRunner(
    IJobStore store,
    JobLogStream logStream,
    LogLineRules rules,
    JobLogMirror mirror,
    IEnumerable<IJobHandler> handlers,
    WorkerIdentity identity,
    RunningJobs running,
    SpendingStore spending,
    IOptions<DayLimits> day,
    IOptions<JobsOptions> jobs,
    IOptions<WorkerOptions> worker,
    TimeProvider time,
    ILogger<JobRunner> logger)
{
    private const string JobStatusTag = "plandecomp.job.status";

    /// <summary>For a handler that was told to stop and of which nothing is waited for but that.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string JobType, string? Mode), IJobHandler> _handlers = handlers.ToDictionary(handler => (handler.JobType, handler.Mode));

    public async Task<RunResult> RunAsync(string jobId, string? traceParent, WorkerPlace place, CancellationToken workerStopping)
    {
        // Taken before the claim, so that the local end of the lease is never later than the store's.
        var leaseUntil = time.GetUtcNow() + jobs.Value.Lease;
        switch (await store.ClaimAsync(jobId, identity.Name, workerStopping))
        {
            case ClaimResult.NotYet:
                return RunResult.NotYet;
            case ClaimResult.Ended ended:
                if (ended.LastLine is { } line) await PublishEndAsync(ended.Job!, line);
                return RunResult.Ended;
            case ClaimResult.Claimed claimed:
                return await RunAsync(claimed, leaseUntil, claimed.TraceParent ?? traceParent, place, workerStopping);
            default:
                throw new UnreachableException();
        }
    }

    private async Task<RunResult> RunAsync(
        ClaimResult.Claimed claimed, DateTimeOffset leaseUntil, string? traceParent, WorkerPlace place, CancellationToken workerStopping)
    {
        using var activity = StartActivity(claimed, traceParent);
        await using var spent = new RunSpending(spending, claimed.Job.Owner, day.Value.Enabled ? day.Value.CostPerAccount : null, logger);
        await spent.BeginAsync(claimed.Job.Stats, CancellationToken.None);
        using var context = new JobRunContext(claimed, leaseUntil, place, rules, spent, time, logger);
        await using var publisher = new JobLogPublisher(logStream, claimed.Job.JobId, logger);
        var writer = new JobLogWriter(
            store, publisher, mirror, claimed.Fence, claimed.Job.LastSeq, claimed.Job.Stats, jobs.Value, worker.Value, time,
            onCancelRequested: () => context.Stop(JobStopReason.CancelRequested));
        context.Attach(writer);

        // After the writer has begun: its lines carry the id as an attribute of their own, and must not have it twice.
        using var scope = logger.BeginScope(new KeyValuePair<string, object?>[] { new("job_id", claimed.Job.JobId) });
        if (claimed.Job.CancelRequestedAt is not null) context.Stop(JobStopReason.CancelRequested);
        using var listed = running.Add(context);
        using var onStopping = workerStopping.Register(() => context.Stop(JobStopReason.WorkerStopping));
        using var keeping = new CancellationTokenSource();
        var keeper = new LeaseKeeper(store, jobs.Value.Lease, worker.Value.RenewEvery, jobs.Value.NoProgressLimit, time, logger)
            .KeepAsync(context, claimed.Fence, keeping.Token);
        _ = writer.Completion.ContinueWith(
            _ => context.Stop(JobStopReason.LeaseLost), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

        var begun = time.GetTimestamp();
        var tags = JobMetrics.TypeTag(claimed.Job.JobType);
        JobMetrics.Running.Add(1, tags);
        if (claimed.TakenOver) JobMetrics.TakenOver.Add(1, tags);
        if (claimed.Job.Attempt == 1) JobMetrics.WaitTime.Record(Math.Max(0, (time.GetUtcNow() - claimed.Job.CreatedAt).TotalSeconds), tags);
        try
        {
            context.Log(FirstLine(claimed));
            var (end, lastLine) = await HandleAsync(context, claimed);
            if (writer.Fault is { } fault) throw new NotStoredException(fault);
            if (end is null) return Abandon(context, activity);

            return Ended(claimed, await writer.EndAsync(end, rules.Apply(lastLine!)), activity);
        }
        catch (FenceLostException)
        {
            return Abandon(context, activity);
        }
        catch (Exception) when (writer.Fault is not null)
        {
            return await EndUnstoredAsync(context, claimed, writer, publisher, activity);
        }
        finally
        {
            // However it ended, the job may be another's from here on: a handler that was left behind must do nothing more for it.
            context.Stop(JobStopReason.LeaseLost);
            await writer.CloseAsync();
            await keeping.CancelAsync();
            await keeper;
            JobMetrics.Running.Add(-1, tags);
            JobMetrics.RunTime.Record(time.GetElapsedTime(begun).TotalSeconds, tags);
        }
    }

    /// <summary>Runs the handler and turns whatever comes of it into the claim's end; null when the claim is another's.</summary>
    private async Task<(RunEnd? End, NewLogLine? LastLine)> HandleAsync(JobRunContext context, ClaimResult.Claimed claimed)
    {
        using var ambient = context.Enter();
        try
        {
            if (FindHandler(claimed.Job) is not { } handler)
            {
                var mode = _handlers.Keys.Any(known => known.JobType == claimed.Job.JobType) ? $" and mode '{claimed.Job.Mode}'" : "";
                throw new JobFailedException($"This worker knows no job of type '{claimed.Job.JobType}'{mode}.");
            }

            var outcome = await OutcomeAsync(handler, context);
            if (context.StopReason == JobStopReason.LeaseLost) return (null, null);
            var level = outcome.Status switch
            {
                JobStatus.Succeeded => JobLogLevel.Info,
                JobStatus.Cancelled => JobLogLevel.Warning,
                _ => JobLogLevel.Error,
            };
            return (new RunEnd.Finish(outcome.Status, outcome.Result is { } result ? rules.Redact(result) : null, Redacted(outcome.Error)),
                new NewLogLine(time.GetUtcNow(), level, outcome.Message, LogMetadata.Create(outcome.Code, [.. outcome.Arguments])));
        }
        catch (FenceLostException)
        {
            return (null, null);
        }
        catch (OperationCanceledException) when (context.StopReason is not JobStopReason.None)
        {
            return context.StopReason == JobStopReason.NoProgress
                ? Broken(context, new NoProgressException(jobs.Value.NoProgressLimit))
                : Stopped(context);
        }
        catch (JobFailedException e)
        {
            return (new RunEnd.Finish(JobStatus.Failed, null, Redacted(e.Message)), LifecycleLines.Failed(time.GetUtcNow(), e.Message));
        }
        catch (Exception e)
        {
            LogBroken(e, claimed.Job.JobId, claimed.Job.Attempt);
            return Broken(context, e);
        }
    }

    /// <summary>What the handler returns. One of which nothing more can come is given a moment to stop, and then left behind.</summary>
    private async Task<JobOutcome> OutcomeAsync(IJobHandler handler, JobRunContext context)
    {
        // Not on this thread: a handler that blocks must not keep the run from its end.
        var work = Task.Run(() => handler.RunAsync(context, context.Stopping), CancellationToken.None);
        if (await Task.WhenAny(work, context.Overdue) != work) await Task.WhenAny(work, Task.Delay(TimeToStop, time));
        if (work.IsCompleted) return await work;

        LogLeftBehind(context.Job.JobId, context.Job.Attempt);
        var job = context.Job;
        _ = work.ContinueWith(
            late => LogBroken(late.Exception!, job.JobId, job.Attempt), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        if (context.StopReason == JobStopReason.LeaseLost) throw new OperationCanceledException(context.Stopping);
        throw new NoProgressException(jobs.Value.NoProgressLimit);
    }

    private IJobHandler? FindHandler(Job job) => _handlers.GetValueOrDefault((job.JobType, job.Mode)) ?? _handlers.GetValueOrDefault((job.JobType, null));

    private (RunEnd?, NewLogLine?) Stopped(JobRunContext context) => context.StopReason switch
    {
        JobStopReason.CancelRequested =>
            (new RunEnd.Finish(JobStatus.Cancelled, null, null), LifecycleLines.Cancelled(time.GetUtcNow(), context.HasCommitted)),
        JobStopReason.WorkerStopping =>
            (new RunEnd.Release(TimeSpan.Zero, CountsAsAttempt: false), LifecycleLines.Released(time.GetUtcNow(), identity.Name)),
        _ => (null, null),
    };

    private (RunEnd, NewLogLine) Broken(JobRunContext context, Exception e)
    {
        var (now, tried, reason) = (time.GetUtcNow(), context.Tried, Redacted(e.Message));

        // Whether it is to be cancelled, the store says: the wish may have come a moment ago, by another process. Another attempt is worth
        // it only for one that can tell what was done.
        var canTell = tried < jobs.Value.MaxAttempts && context.HasCommitted && e is not NoProgressException;
        var whenCancelled = canTell ? null : LifecycleLines.Cancelled(now, context.HasCommitted);
        if (tried < jobs.Value.MaxAttempts)
        {
            var delay = jobs.Value.RetryDelay * Math.Pow(2, Math.Max(0, tried - 1));
            return (
                new RunEnd.Release(delay, CountsAsAttempt: true, reason) { WhenCancelled = whenCancelled },
                LifecycleLines.Retrying(now, e.Message, context.Job.Attempt, delay));
        }

        var error = LifecycleLines.DeadLetterError(tried, reason);
        return (new RunEnd.Finish(JobStatus.Failed, null, error, reason) { WhenCancelled = whenCancelled }, LifecycleLines.DeadLettered(now, error, tried));
    }

    /// <summary>Ends the claim past the writer, which the store has refused: else the job would keep its lease with no one at work on it.</summary>
    private async Task<RunResult> EndUnstoredAsync(JobRunContext context, ClaimResult.Claimed claimed, JobLogWriter writer, JobLogPublisher publisher, Activity? activity)
    {
        var fault = new NotStoredException(writer.Fault!);
        LogBroken(fault, claimed.Job.JobId, claimed.Job.Attempt);
        var (end, lastLine) = Broken(context, fault);
        var write = new RunWrite { Stats = writer.Stats, Lines = [rules.Apply(lastLine)], End = end };
        RunReceipt receipt;
        try
        {
            receipt = await store.WriteAsync(claimed.Fence, write, CancellationToken.None);
        }
        catch (FenceLostException)
        {
            return Abandon(context, activity);
        }
        catch (DbException e) when (!StoreErrors.IsTransient(e))
        {
            // It may be the line itself that the store refuses.
            receipt = await store.WriteAsync(claimed.Fence, write with { Lines = [] }, CancellationToken.None);
        }

        await publisher.PublishAsync(write, receipt);
        mirror.Write(claimed.Job.JobId, receipt.Entries);
        return Ended(claimed, receipt.End ?? end, activity);
    }

    private NewLogLine FirstLine(ClaimResult.Claimed claimed) => claimed switch
    {
        { TakenOver: true } => LifecycleLines.TakenOver(time.GetUtcNow(), identity.Name, claimed.Job.Attempt),
        { Job.Attempt: > 1 } => LifecycleLines.Resumed(time.GetUtcNow(), identity.Name, claimed.Job.Attempt),
        _ => LifecycleLines.Started(time.GetUtcNow(), identity.Name, claimed.Job.Attempt),
    };

    private static RunResult Ended(ClaimResult.Claimed claimed, RunEnd end, Activity? activity)
    {
        if (end is RunEnd.Release release)
        {
            activity?.SetTag(JobStatusTag, JobStatus.Queued.ToName());
            if (release.Error is { } error) activity?.SetStatus(ActivityStatusCode.Error, error);
            return release.Delay == TimeSpan.Zero ? RunResult.Released : RunResult.NotYet;
        }

        var finish = (RunEnd.Finish)end;
        JobMetrics.Ended.Add(1, JobMetrics.TypeTag(claimed.Job.JobType), new("status", finish.Status.ToName()));
        activity?.SetTag(JobStatusTag, finish.Status.ToName());
        if (finish.Status == JobStatus.Failed) activity?.SetStatus(ActivityStatusCode.Error, finish.Error);
        return RunResult.Ended;
    }

    private RunResult Abandon(JobRunContext context, Activity? activity)
    {
        activity?.SetStatus(ActivityStatusCode.Error, "Abandoned: the job is another worker's, or at its end.");
        context.Stop(JobStopReason.LeaseLost);
        LogAbandoned(context.Job.JobId, context.Job.Attempt);
        return RunResult.NotYet;
    }

    private async Task PublishEndAsync(Job job, JobLogEntry line)
    {
        mirror.Write(job.JobId, line);
        await using var publisher = new JobLogPublisher(logStream, job.JobId, logger);
        await publisher.PublishAsync(
            new RunWrite { Stats = job.Stats, End = new RunEnd.Finish(job.Status, null, null) }, new RunReceipt([line], false));
    }

    private static Activity? StartActivity(ClaimResult.Claimed claimed, string? traceParent)
    {
        _ = ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        var activity = JobMetrics.Activities.StartActivity($"job {claimed.Job.JobType}", ActivityKind.Consumer, parent);
        activity?.SetTag("plandecomp.job.id", claimed.Job.JobId);
        activity?.SetTag("plandecomp.job.mode", claimed.Job.Mode);
        activity?.SetTag("plandecomp.job.attempt", claimed.Job.Attempt);
        activity?.SetTag("plandecomp.plan.id", claimed.Job.PlanId);
        return activity;
    }

    private string? Redacted(string? text) => text is null ? null : rules.Redact(text);

    [LoggerMessage(LogLevel.Error, "Attempt {Attempt} of job {JobId} broke.")]
    private partial void LogBroken(Exception e, string jobId, int attempt);

    [LoggerMessage(LogLevel.Warning, "Attempt {Attempt} of job {JobId} is abandoned: the job is another worker's, or at its end.")]
    private partial void LogAbandoned(string jobId, int attempt);

    [LoggerMessage(LogLevel.Error, "The handler of attempt {Attempt} of job {JobId} does not stop; the worker goes on without it.")]
    private partial void LogLeftBehind(string jobId, int attempt);
}
