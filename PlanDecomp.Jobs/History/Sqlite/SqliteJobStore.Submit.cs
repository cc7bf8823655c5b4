// Step 1 of a job's way: its row is on disk before anyone is told that it was accepted.
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <remarks>
/// A submission touches two files. The index books it first, whole, as an intent; then the job's own file gets the row;
/// then the intent is struck out. Whoever meets an intent completes it: a crash in between loses nothing,
/// and a repeat under the same idempotency key finds the booking.
/// </remarks>
public sealed partial class SqliteJobStore
{
    public async Task<SubmittedJob> SubmitAsync(NewJob job, CancellationToken ct)
    {
        try
        {
            return await BookAndCompleteAsync(job, ct);
        }
        catch (SqliteFileMissingException e)
        {
            throw new PlanMissingException(job.PlanId, e);
        }
    }

    private async Task<SubmittedJob> BookAndCompleteAsync(NewJob job, CancellationToken ct)
    {
        var intent = new JobIntent(job.JobId ?? JobId.New(), time.GetUtcNow(), job);
        var booked = await BookAsync(intent, ct);

        // Past the booking the job is on its way: a client that hangs up must not stop it half-way.
        var home = new JobHome(booked.PlanId);
        if (booked.IntentJson is not null)
        {
            var isNew = booked.JobId == intent.JobId;
            if (await CompleteAsync(booked, CancellationToken.None) is { } completed) return new SubmittedJob(completed, Created: isNew);

            // It is not accepted: once the file is back it must not run after all. An earlier booking is its own submitter's.
            if (isNew) await _index.RemoveAsync([booked.JobId], CancellationToken.None);
            throw new SqliteFileMissingException(FileOf(home));
        }

        var earlier = await files.ReadAsync(FileOf(home), db => Find(db, booked.JobId), CancellationToken.None)
            ?? throw new InvalidOperationException($"Job {booked.JobId} is in the index but not in its file; rebuild the index.");
        return new SubmittedJob(earlier.ToJob(booked.PlanId), Created: false);
    }

    private async Task<JobIndexRow> BookAsync(JobIntent intent, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(intent, JobIntentJson.Default.JobIntent);
        while (true)
        {
            try
            {
                return await _index.BookAsync(intent, json, ct);
            }
            catch (JobConflictException conflict)
            {
                // The index follows the truth by a moment: the other job may be at its end already.
                var rival = await FindAsync(conflict.JobId, ct);
                if (rival is not null && !rival.Status.IsTerminal()) throw;
                if (rival is not null)
                {
                    await _index.ProjectAsync([rival], ct);
                    continue;
                }

                // Not in its file, which is this job's too; a file that is away tells nothing.
                var file = files.Folder.JobsOf(intent.Job.PlanId);
                if (!File.Exists(file)) throw new SqliteFileMissingException(file);
                await _index.RemoveAsync([conflict.JobId], ct);
            }
        }
    }

    /// <summary>Puts a booked job into its file. Null when the file is not there: with a deleted plan the booking goes, with one that is away it waits.</summary>
    private async Task<Job?> CompleteAsync(JobIndexRow booked, CancellationToken ct)
    {
        var intent = JsonSerializer.Deserialize(booked.IntentJson!, JobIntentJson.Default.JobIntent)!;
        Job job;
        try
        {
            job = await files.WriteAsync(files.Folder.JobsOf(booked.PlanId), db =>
            {
                InsertOnce(db, intent);
                return Find(db, booked.JobId)!.ToJob(booked.PlanId);
            }, ct);
        }
        catch (SqliteFileMissingException)
        {
            await _index.RemoveOfDeletedPlansAsync([booked.JobId], ct);
            return null;
        }

        try
        {
            await _index.CompleteAsync(booked.JobId, ct);
        }
        catch (SqliteException e)
        {
            // The job is in its file, so it is accepted: the booking is struck out by whoever meets it next.
            LogIndexBehind(booked.JobId, e.Message);
        }

        return job;
    }

    private static void InsertOnce(SqliteConnection db, JobIntent intent)
    {
        var job = intent.Job;
        var inserted = db.Execute("""
            INSERT INTO decomposition_jobs (job_id, job_type, mode, target_task_id, status, params_json, owner, idempotency_key,
                                            idempotency_fingerprint, parent_job_id, trace_parent, created_at, last_seq)
            VALUES (@JobId, @JobType, @Mode, @TargetTaskId, 'queued', @paramsJson, @Owner, @IdempotencyKey,
                    @IdempotencyFingerprint, @ParentJobId, @TraceParent, @createdAt, 1)
            ON CONFLICT (job_id) DO NOTHING
            """,
            new
            {
                intent.JobId,
                job.JobType,
                job.Mode,
                job.TargetTaskId,
                paramsJson = job.Params?.GetRawText(),
                job.Owner,
                job.IdempotencyKey,
                job.IdempotencyFingerprint,
                job.ParentJobId,
                job.TraceParent,
                createdAt = SqliteTime.Write(intent.CreatedAt),
            });
        if (inserted == 0) return;
        LogInsert.Insert(db, intent.JobId, lastSeq: 1, [job.FirstLine]);
        if (job.ContinuesJobId is { } before) GoOn(db, intent.JobId, before);
    }

    /// <summary>Has a new job begin where an ended one stood. That one stays as it is: its log has ended, and so have its streams.</summary>
    private static void GoOn(SqliteConnection db, string jobId, string before) => db.Execute("""
        UPDATE decomposition_jobs
        SET checkpoint_json = ended.checkpoint_json, stats_json = ended.stats_json,
            continues_json = json_insert(coalesce(ended.continues_json, '[]'), '$[#]', ended.job_id)
        FROM (SELECT * FROM decomposition_jobs WHERE job_id = @before) AS ended
        WHERE decomposition_jobs.job_id = @jobId
        """, new { jobId, before });
}
