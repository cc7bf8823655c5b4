// Step 1 of a job's way: durable first, then announced.
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.LogStream;
using PlanDecomp.Jobs.Queue;

namespace PlanDecomp.Jobs.Submission;

/// <summary>Accepts jobs and wishes to cancel them: the store first, then Redis, whose failure delays but never loses.</summary>
public sealed partial class JobSubmission(IJobStore store, JobQueue queue, JobLogStream logStream, LogLineRules rules, JobLogMirror mirror, ILogger<JobSubmission> logger)
{
    /// <summary>Accepts the job; when this returns it will run, whatever happens to this process or to Redis.</summary>
    /// <exception cref="IdempotencyKeyReusedException">The key was used with another request.</exception>
    /// <exception cref="JobConflictException">A job that must not be at work beside this one is.</exception>
    public async Task<SubmittedJob> SubmitAsync(NewJob job, CancellationToken ct)
    {
        job = job with { TraceParent = job.TraceParent ?? Activity.Current?.Id, FirstLine = rules.Apply(job.FirstLine) };
        var submitted = await store.SubmitAsync(job, ct);
        if (submitted.Created)
        {
            JobMetrics.Submitted.Add(1, JobMetrics.TypeTag(job.JobType));
            var first = new JobLogEntry(1, job.FirstLine.Timestamp, job.FirstLine.Level, job.FirstLine.Message, job.FirstLine.Metadata);
            submitted = submitted with { FirstLine = first };
            mirror.Write(submitted.Job.JobId, first);
            Announce(submitted.Job, [Event(submitted.Job, first)], enqueue: true);
        }

        return submitted;
    }

    /// <summary>Ends the job if no worker has it and nothing was done, else has a worker end it; its children too. Null when there is no such job.</summary>
    public async Task<Job?> CancelAsync(string jobId, CancellationToken ct)
    {
        var cancelled = await store.RequestCancelAsync(jobId, ct);
        if (cancelled?.LastLine is { } line)
        {
            mirror.Write(jobId, line);
            Announce(cancelled.Job, [Event(cancelled.Job, line)], enqueue: false);
        }
        else if (cancelled is not null && !cancelled.Job.Status.IsTerminal())
        {
            // A wish that is said again must not fill the queue: the first one's entry waits there, or the sweeper adds it.
            Announce(cancelled.Job, [], enqueue: cancelled is { IsNew: true, Job.Status: JobStatus.Queued });
        }

        if (cancelled is { Job.Status: JobStatus.Queued or JobStatus.Running or JobStatus.Cancelled }) await CancelChildrenAsync(jobId, ct);
        return cancelled?.Job;
    }

    /// <summary>Cancels what the job has started and is not at its end. One that starts in this moment is the sweeper's.</summary>
    public async Task CancelChildrenAsync(string jobId, CancellationToken ct)
    {
        foreach (var child in (await store.ChildrenAsync(jobId, ct)).Where(child => !child.Status.IsTerminal())) await CancelAsync(child.JobId, ct);
    }

    private static StreamedEvent Event(Job job, JobLogEntry line) =>
        StreamedEvents.Create(new JobStreamEvent { JobId = job.JobId, Status = job.Status, Event = line, Stats = job.Stats });

    /// <summary>Tells Redis, beside the caller: an answer never waits for a Redis that is slow or away.</summary>
    private void Announce(Job job, IReadOnlyList<StreamedEvent> events, bool enqueue) => _ = AnnounceAsync(job, events, enqueue);

    private async Task AnnounceAsync(Job job, IReadOnlyList<StreamedEvent> events, bool enqueue)
    {
        try
        {
            if (events.Count > 0) await logStream.PublishAsync(job.JobId, events);
            if (enqueue) await queue.EnqueueAsync(job.Owner, job.JobId, Activity.Current?.Id);
            else if (job.Status == JobStatus.Running) await queue.AnnounceCancellationAsync(job.JobId);
        }
        catch (Exception e) when (e.IsOfRedis())
        {
            // The store has it: the sweeper enqueues the job, and readers take the line from the store.
            LogNotAnnounced(job.JobId, e.InBrief());
        }
        catch (Exception e)
        {
            // The same holds for any fault, and no one awaits this task: it must be said here.
            LogAnnouncingBroke(e, job.JobId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Job {JobId} is stored, but Redis could not be told: {Reason}")]
    private partial void LogNotAnnounced(string jobId, string reason);

    [LoggerMessage(LogLevel.Error, "Job {JobId} is stored, but telling Redis of it broke.")]
    private partial void LogAnnouncingBroke(Exception e, string jobId);
}
