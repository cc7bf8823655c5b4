using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;

namespace PlanDecomp.Jobs.Handlers;

/// <summary>Lets a running job start others and wait for them. How cancellation and failure flow: docs/job-lifecycle.md.</summary>
/// <remarks>
/// A parent that waits has a checkpoint made here: which children its log has told of. Each that starts or ends gets it further.
/// Lines in the parent's log:
/// <list type="table">
/// <item><term>child.started</term><description>job_id, job_type, mode, what</description></item>
/// <item><term>child.ended</term><description>job_id, what, status, error</description></item>
/// </list>
/// </remarks>
public sealed class ChildJobs(IJobStore store, JobSubmission submission, TimeProvider time)
{
    public static readonly WorkCode Started = new("child.started");
    public static readonly WorkCode Ended = new("child.ended");

    // No client can choose such a key: theirs are printable ASCII.
    private const string KeyPrefix = "§child";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>How long a cancelled parent waits for its children's ends, to count them.</summary>
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(10);

    /// <summary>Starts the child, or finds the one that an earlier attempt has started under the same key.</summary>
    /// <exception cref="OperationCanceledException">The parent has to stop, or its lease has run out.</exception>
    /// <exception cref="PlanMissingException">The child's plan is gone.</exception>
    public async Task<Job> StartAsync(JobContext parent, ChildJob child, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        parent.ThrowIfLeaseLost();
        var submitted = await submission.SubmitAsync(new NewJob
        {
            JobType = child.JobType,
            Mode = child.Mode,
            Owner = parent.Job.Owner,
            PlanId = child.PlanId,
            TargetTaskId = child.TargetTaskId,
            Params = await ChildBudget.WithinAsync(store, parent.Job, child.Params, ct),
            ParentJobId = parent.Job.JobId,
            IdempotencyKey = $"{KeyPrefix}/{parent.Job.JobId}/{child.Key}",
            FirstLine = LifecycleLines.Queued(time.GetUtcNow(), child.What),
        }, ct);
        var job = submitted.Job;
        await TellAsync(parent, told => told.Started, (told, started) => told with { Started = started }, job.JobId, new WorkLine(
            JobLogLevel.Info, Started, $"Started a job of its own: {child.What}", ("job_id", job.JobId), ("job_type", job.JobType), ("mode", job.Mode), ("what", child.What)));
        return job;
    }

    /// <summary>Waits until the children are at their ends, without keeping another job from this worker.</summary>
    /// <param name="parent">The job that waits.</param>
    /// <param name="children">Their ids, with what each does.</param>
    /// <param name="onEnd">Called once for each; null stands for one that is gone: its plan was deleted.</param>
    /// <param name="ct">
    /// The run's own. When someone wants the parent cancelled, the children are cancelled and waited for a little, and the call returns:
    /// <see cref="JobContext.StopReason"/> tells. Otherwise the exception goes out and the children go on.
    /// </param>
    public Task WaitAsync(JobContext parent, IReadOnlyDictionary<string, string> children, Action<string, Job?> onEnd, CancellationToken ct) =>
        parent.WaitAsideAsync(() => WatchAsync(parent, children, onEnd, ct), ct);

    private async Task WatchAsync(JobContext parent, IReadOnlyDictionary<string, string> children, Action<string, Job?> onEnd, CancellationToken ct)
    {
        var waiting = children.Keys.ToHashSet();
        try
        {
            await UntilEndedAsync(parent, children, waiting, onEnd, ct);
        }
        catch (OperationCanceledException) when (parent.StopReason == JobStopReason.CancelRequested)
        {
            await submission.CancelChildrenAsync(parent.Job.JobId, CancellationToken.None);
            using var patience = new CancellationTokenSource(CancelPatience, time);
            try
            {
                await UntilEndedAsync(parent, children, waiting, onEnd, patience.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                // They have been told; their workers end them.
            }
        }
    }

    private async Task UntilEndedAsync(
        JobContext parent, IReadOnlyDictionary<string, string> children, HashSet<string> waiting, Action<string, Job?> onEnd, CancellationToken ct)
    {
        for (var pause = FirstPause; waiting.Count > 0; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            var listed = (await store.ChildrenAsync(parent.Job.JobId, ct)).ToDictionary(child => child.JobId, child => child.Status);
            foreach (var jobId in waiting.Where(id => !listed.TryGetValue(id, out var status) || status.IsTerminal()).ToList())
            {
                // The list says when to look; what became of the child is in its own file.
                var job = await store.FindAsync(jobId, ct);
                if (job is { Status: var status } && !status.IsTerminal()) continue;
                waiting.Remove(jobId);
                await TellAsync(parent, told => told.Ended, (told, ended) => told with { Ended = ended }, jobId, EndOf(jobId, children[jobId], job));
                onEnd(jobId, job);
                pause = FirstPause;
            }

            if (waiting.Count > 0) await Task.Delay(pause, time, ct);
        }
    }

    /// <summary>Stores that a child has started or ended, with the line about it: once, however often the parent is tried.</summary>
    private static async Task TellAsync(
        JobContext parent, Func<ChildrenCheckpoint, IReadOnlyList<string>> which, Func<ChildrenCheckpoint, IReadOnlyList<string>, ChildrenCheckpoint> with, string jobId, WorkLine line)
    {
        var told = ChildrenCheckpoint.Read(parent.Checkpoint);
        if (which(told).Contains(jobId)) return;

        // Not cancelled: it has happened, and a commit is short.
        await parent.CommitAsync(
            run =>
            {
                run.Tell(line);
                return true;
            },
            with(told, [.. which(told), jobId]).Write(), CancellationToken.None);
    }

    private static WorkLine EndOf(string jobId, string what, Job? job)
    {
        var (status, error) = job is null ? (JobStatus.Cancelled, "The job is gone.") : (job.Status, job.Error);
        var level = status == JobStatus.Succeeded ? JobLogLevel.Info : JobLogLevel.Warning;
        return new WorkLine(level, Ended, $"{what}: {status.ToName()}{(error is null ? "." : $": {error}")}", ("job_id", jobId), ("what", what), ("status", status.ToName()), ("error", error));
    }
}
