// Steps 2 and 4 of a job's way: claims, and what a run stores under its fence.
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

public sealed partial class SqliteJobStore
{
    // Invariant: one writer. A run's every write carries this, so that a worker whose job was taken over stores nothing.
    private const string Fence = "job_id = @JobId AND attempt = @Attempt AND status = 'running'";

    public async Task<ClaimResult> ClaimAsync(string jobId, string worker, CancellationToken ct)
    {
        if (await LocateAsync(jobId, ct) is not { } home) return new ClaimResult.Ended(null, null);
        ClaimResult result;
        try
        {
            result = await files.WriteAsync(FileOf(home), db => Claim(db, jobId, home.Id, worker), ct);
        }
        catch (SqliteFileMissingException)
        {
            return new ClaimResult.Ended(null, null);
        }

        var changed = result switch
        {
            ClaimResult.Claimed claimed => claimed.Job,
            ClaimResult.Ended { Job: { } job } => job,
            _ => null,
        };
        if (changed is not null) await ProjectAsync(changed);
        return result;
    }

    public Task<bool> RenewAsync(JobFence fence, CancellationToken ct) => FencedAsync(fence, db =>
        db.QuerySingleOrDefault<bool?>(
            $"UPDATE decomposition_jobs SET lease_until = @until WHERE {Fence} RETURNING cancel_requested_at IS NOT NULL",
            new { fence.JobId, fence.Attempt, until = SqliteTime.Write(time.GetUtcNow() + options.Value.Lease) })
        ?? throw new FenceLostException(fence), ct);

    public async Task<RunReceipt> WriteAsync(JobFence fence, RunWrite write, CancellationToken ct)
    {
        var (receipt, ended) = await FencedAsync(fence, db => Write(db, fence, write), ct);
        if (ended is not null) await ProjectAsync(ended);
        return receipt;
    }

    public async Task<CancelResult?> RequestCancelAsync(string jobId, CancellationToken ct)
    {
        if (await LocateAsync(jobId, ct) is not { } home) return null;
        CancelResult? result;
        try
        {
            result = await files.WriteAsync(FileOf(home), db => RequestCancel(db, jobId, home.Id), ct);
        }
        catch (SqliteFileMissingException)
        {
            return null;
        }

        if (result?.LastLine is not null) await ProjectAsync(result.Job);
        return result;
    }

    private ClaimResult Claim(SqliteConnection db, string jobId, long? planId, string worker)
    {
        var now = time.GetUtcNow();
        if (Find(db, jobId) is not { } row) return new ClaimResult.Ended(null, null);
        if (row.IsTerminal) return new ClaimResult.Ended(row.ToJob(planId), null);
        if (!row.IsClaimable(now, options.Value.Lease)) return new ClaimResult.NotYet();

        var takenOver = row.Standing == JobStatus.Running;
        if (takenOver) KeepAttemptError(db, jobId, new AttemptError((int)row.Attempt, now, LifecycleLines.LostWorkerError(row.Worker)));

        // What a checkpoint means is its handler's to tell: one attempt more than others have, for the end of a cancelled job.
        if (row.CancelRequestedAt is not null && (row.CheckpointJson is null || row.Tried > options.Value.MaxAttempts))
        {
            var line = LogInsert.EndWithLine(db, jobId, JobStatus.Cancelled, null, LifecycleLines.Cancelled(now, hasDone: row.CheckpointJson is not null));
            return new ClaimResult.Ended(Find(db, jobId)!.ToJob(planId), line);
        }

        if (row.CancelRequestedAt is null && row.Tried >= options.Value.MaxAttempts)
        {
            var error = LifecycleLines.DeadLetterError(row.Tried, row.Error);
            var line = LogInsert.EndWithLine(db, jobId, JobStatus.Failed, error, LifecycleLines.DeadLettered(now, error, row.Tried));
            return new ClaimResult.Ended(Find(db, jobId)!.ToJob(planId), line);
        }

        db.Execute("""
            UPDATE decomposition_jobs
            SET status = 'running', attempt = attempt + 1, tried = tried + 1, worker = @worker, lease_until = @until, available_at = NULL, error = NULL,
                started_at = coalesce(started_at, @now)
            WHERE job_id = @jobId
            """, new { jobId, worker, until = SqliteTime.Write(now + options.Value.Lease), now = SqliteTime.Write(now) });
        return new ClaimResult.Claimed(
            Find(db, jobId)!.ToJob(planId),
            row.CheckpointJson,
            row.TraceParent,
            TakenOver: takenOver,
            Tried: (int)row.Tried + 1);
    }

    private (RunReceipt Receipt, Job? Changed) Write(SqliteConnection db, JobFence fence, RunWrite write)
    {
        var moved = db.QuerySingleOrDefault<(long LastSeq, bool CancelRequested)?>($"""
            UPDATE decomposition_jobs SET last_seq = last_seq + @lines, stats_json = coalesce(@stats, stats_json)
            WHERE {Fence} RETURNING last_seq, cancel_requested_at IS NOT NULL
            """,
            new
            {
                fence.JobId,
                fence.Attempt,
                lines = write.Lines.Count,
                stats = write.Stats is null ? null : JsonSerializer.Serialize(write.Stats, ContractsJson.Readable.JobStats),
            }) ?? throw new FenceLostException(fence);

        // Looked at here: a wish that comes a moment before is not overheard.
        var (end, lines) = moved.CancelRequested && write.End is { WhenCancelled: { } instead } given
            ? (new RunEnd.Finish(JobStatus.Cancelled, null, null, given is RunEnd.Release release ? release.Error : (given as RunEnd.Finish)?.AttemptError),
                write.Lines.Count == 0 ? [] : [.. write.Lines.SkipLast(1), instead])
            : (write.End, write.Lines);

        var transaction = new SqliteRunTransaction(db, fence) { Checkpoint = write.Checkpoint };
        foreach (var work in write.Work) work(transaction);
        var told = write.Telling?.Invoke(transaction) ?? [];
        var entries = LogInsert.Insert(db, fence.JobId, Move(db, fence, told.Count, transaction.Checkpoint, write.IsProgress) ?? moved.LastSeq, [.. lines, .. told]);
        if (end is null) return (new RunReceipt(entries, moved.CancelRequested), null);

        End(db, fence, end);
        return (new RunReceipt(entries, moved.CancelRequested, end), Find(db, fence.JobId)!.ToJob(fence.PlanId));
    }

    /// <summary>What is known only once the work is done. The transaction has passed the fence.</summary>
    /// <returns>The job's <c>last_seq</c>; null when there was nothing to move.</returns>
    private static long? Move(SqliteConnection db, JobFence fence, int told, string? checkpoint, bool isProgress) => told == 0 && checkpoint is null && !isProgress
        ? null
        : db.QuerySingle<long>("""
            UPDATE decomposition_jobs
            SET last_seq = last_seq + @told, checkpoint_json = coalesce(@checkpoint, checkpoint_json), tried = CASE WHEN @isProgress THEN 0 ELSE tried END
            WHERE job_id = @JobId RETURNING last_seq
            """, new { fence.JobId, told, checkpoint, isProgress });

    private void End(SqliteConnection db, JobFence fence, RunEnd end)
    {
        var now = time.GetUtcNow();
        var broke = end switch
        {
            RunEnd.Finish finish => finish.AttemptError,
            RunEnd.Release { CountsAsAttempt: true } release => release.Error,
            _ => null,
        };
        if (broke is not null) KeepAttemptError(db, fence.JobId, new AttemptError(fence.Attempt, now, broke));
        switch (end)
        {
            case RunEnd.Finish finish:
                db.Execute($"""
                    UPDATE decomposition_jobs
                    SET status = @status, error = @Error, result_json = @result, finished_at = @now, lease_until = NULL, worker = NULL,
                        checkpoint_json = CASE WHEN @status <> 'succeeded' THEN checkpoint_json END
                    WHERE {Fence}
                    """,
                    new
                    {
                        fence.JobId,
                        fence.Attempt,
                        status = finish.Status.ToName(),
                        finish.Error,
                        result = finish.Result?.GetRawText(),
                        now = SqliteTime.Write(now),
                    });
                break;
            case RunEnd.Release release:
                // A job that is to be cancelled waits for nothing.
                db.Execute($"""
                    UPDATE decomposition_jobs
                    SET status = 'queued', lease_until = NULL, worker = NULL, error = @Error, tried = max(0, tried - @free),
                        available_at = CASE WHEN cancel_requested_at IS NULL THEN @due END
                    WHERE {Fence}
                    """,
                    new
                    {
                        fence.JobId,
                        fence.Attempt,
                        release.Error,
                        due = SqliteTime.Write(now + release.Delay),
                        free = release.CountsAsAttempt ? 0 : 1,
                    });
                break;
        }
    }

    private static void KeepAttemptError(SqliteConnection db, string jobId, AttemptError error) => db.Execute("""
        UPDATE decomposition_jobs SET attempt_errors_json = json_insert(CASE WHEN json_valid(attempt_errors_json) THEN attempt_errors_json ELSE '[]' END, '$[#]', json(@error)) WHERE job_id = @jobId
        """, new { jobId, error = JsonSerializer.Serialize(error, ContractsJson.Readable.AttemptError) });

    private CancelResult? RequestCancel(SqliteConnection db, string jobId, long? planId)
    {
        var now = time.GetUtcNow();
        if (Find(db, jobId) is not { } row) return null;
        if (row.IsTerminal) return new CancelResult(row.ToJob(planId), null, IsNew: false);

        // A job that waits for another attempt need not wait for its time any longer.
        db.Execute(
            "UPDATE decomposition_jobs SET cancel_requested_at = coalesce(cancel_requested_at, @now), available_at = NULL WHERE job_id = @jobId",
            new { jobId, now = SqliteTime.Write(now) });
        var line = row.Standing == JobStatus.Queued && row.CheckpointJson is null
            ? LogInsert.EndWithLine(db, jobId, JobStatus.Cancelled, null, LifecycleLines.Cancelled(now, hasDone: false))
            : null;
        return new CancelResult(Find(db, jobId)!.ToJob(planId), line, IsNew: row.CancelRequestedAt is null);
    }

    /// <summary>Writes to the claim's file; a file that is gone is a claim that is over: its plan was deleted.</summary>
    private async Task<T> FencedAsync<T>(JobFence fence, Func<SqliteConnection, T> work, CancellationToken ct)
    {
        try
        {
            return await files.WriteAsync(files.Folder.JobsOf(fence.PlanId), work, ct);
        }
        catch (SqliteFileMissingException)
        {
            throw new FenceLostException(fence);
        }
    }
}
