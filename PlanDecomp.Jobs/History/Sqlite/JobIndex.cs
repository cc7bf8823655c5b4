using System.Text.Json;
using Dapper;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>The jobs' rows in <c>main.sqlite</c>: where each job lives, and a projection of how it stands.</summary>
internal sealed class JobIndex(SqliteFiles files)
{
    private string Main => files.Folder.Main;

    public Task<JobIndexRow?> FindAsync(string jobId, CancellationToken ct) =>
        files.ReadAsync(Main, db => db.QuerySingleOrDefault<JobIndexRow>(
            $"SELECT {JobIndexRow.Columns} FROM jobs WHERE job_id = @jobId", new { jobId }), ct);

    /// <summary>Books a submission, or finds the one the idempotency key has booked before.</summary>
    /// <exception cref="IdempotencyKeyReusedException">The key was used with another request.</exception>
    /// <exception cref="JobConflictException">By what the index knows, another job is at work on the same target.</exception>
    public Task<JobIndexRow> BookAsync(JobIntent intent, string intentJson, CancellationToken ct) => files.WriteAsync(Main, db =>
    {
        var job = intent.Job;
        if (job.IdempotencyKey is not null)
        {
            var earlier = db.QuerySingleOrDefault<JobIndexRow>(
                $"SELECT {JobIndexRow.Columns} FROM jobs WHERE owner = @Owner AND idempotency_key = @IdempotencyKey",
                new { job.Owner, job.IdempotencyKey });
            if (earlier is not null)
            {
                if (earlier.IdempotencyFingerprint != job.IdempotencyFingerprint) throw new IdempotencyKeyReusedException();
                return earlier;
            }
        }

        if (Rival(db, job) is { } rival) throw new JobConflictException(rival.JobId, rival.JobType);
        return db.QuerySingle<JobIndexRow>($"""
            INSERT INTO jobs (job_id, plan_id, owner, job_type, mode, target_task_id, status, intent_json,
                              idempotency_key, idempotency_fingerprint, parent_job_id, created_at)
            VALUES (@JobId, @PlanId, @Owner, @JobType, @Mode, @TargetTaskId, 'queued', @intentJson,
                    @IdempotencyKey, @IdempotencyFingerprint, @ParentJobId, @createdAt)
            RETURNING {JobIndexRow.Columns}
            """,
            new
            {
                intent.JobId,
                job.PlanId,
                job.Owner,
                job.JobType,
                job.Mode,
                job.TargetTaskId,
                intentJson,
                job.IdempotencyKey,
                job.IdempotencyFingerprint,
                job.ParentJobId,
                createdAt = SqliteTime.Write(intent.CreatedAt),
            });
    }, ct);

    /// <summary>The job's own file holds it now.</summary>
    public Task CompleteAsync(string jobId, CancellationToken ct) => files.WriteAsync(Main, db =>
    {
        db.Execute("UPDATE jobs SET intent_json = NULL WHERE job_id = @jobId", new { jobId });
    }, ct);

    public Task RemoveAsync(IReadOnlyCollection<string> jobIds, CancellationToken ct) => files.WriteAsync(Main, db =>
    {
        IndexedJobs.Remove(db, jobIds);
    }, ct);

    /// <summary>Forgets jobs that have no row in any file, except those of plans that the index still lists: their files are away, not deleted.</summary>
    /// <returns>How many were forgotten.</returns>
    public Task<int> RemoveOfDeletedPlansAsync(IReadOnlyCollection<string> jobIds, CancellationToken ct) => files.WriteAsync(Main, db => jobIds.Sum(jobId =>
        db.Execute(
            "DELETE FROM jobs WHERE job_id = @jobId AND NOT EXISTS (SELECT 1 FROM plans WHERE plans.plan_id = jobs.plan_id AND plans.ready >= 0)",
            new { jobId })), ct);

    /// <summary>Brings the projection up to the truth. An end is never taken back by a slower writer's older news.</summary>
    public Task ProjectAsync(IReadOnlyCollection<Job> jobs, CancellationToken ct) => files.WriteAsync(Main, db =>
    {
        foreach (var job in jobs)
        {
            db.Execute("""
                UPDATE jobs SET status = @status, started_at = @startedAt, finished_at = @finishedAt, lines = @lines
                WHERE job_id = @JobId AND status IN ('queued', 'running')
                """,
                new
                {
                    job.JobId,
                    status = job.Status.ToName(),
                    startedAt = SqliteTime.Write(job.StartedAt),
                    finishedAt = SqliteTime.Write(job.FinishedAt),
                    lines = job.LastSeq - (job.LogRemoved?.Through ?? 0),
                });
        }
    }, ct);

    public Task<IReadOnlyList<JobIndexRow>> ActiveAsync(CancellationToken ct) => files.ReadAsync<IReadOnlyList<JobIndexRow>>(Main, db =>
        [.. db.Query<JobIndexRow>($"SELECT {JobIndexRow.Columns} FROM jobs WHERE status IN ('queued', 'running') ORDER BY created_at, job_id")], ct);

    public Task<IReadOnlyList<JobSummary>> ChildrenAsync(string parentJobId, CancellationToken ct) => files.ReadAsync<IReadOnlyList<JobSummary>>(Main, db =>
    [
        .. db.Query<JobIndexRow>($"SELECT {JobIndexRow.Columns} FROM jobs WHERE parent_job_id = @parentJobId ORDER BY created_at, job_id", new { parentJobId })
            .Select(row => row.ToSummary()),
    ], ct);

    /// <summary>Active jobs whose parent has failed or was cancelled, or is gone.</summary>
    public Task<IReadOnlySet<string>> OrphansAsync(CancellationToken ct) => files.ReadAsync<IReadOnlySet<string>>(Main, db => db.Query<string>("""
        SELECT child.job_id FROM jobs AS child LEFT JOIN jobs AS parent ON parent.job_id = child.parent_job_id
        WHERE child.status IN ('queued', 'running') AND child.parent_job_id IS NOT NULL
          AND (parent.job_id IS NULL OR parent.status IN ('failed', 'cancelled'))
        """).ToHashSet(), ct);

    /// <summary>Ended jobs, the oldest first. Not those of a parent at work: it has yet to count them.</summary>
    public Task<IReadOnlyList<JobIndexRow>> FinishedBeforeAsync(DateTimeOffset before, CancellationToken ct) =>
        files.ReadAsync<IReadOnlyList<JobIndexRow>>(Main, db =>
        [
            .. db.Query<JobIndexRow>($"""
                SELECT {JobIndexRow.Columns} FROM jobs
                WHERE finished_at < @before AND status NOT IN ('queued', 'running')
                  AND NOT EXISTS (SELECT 1 FROM jobs AS parent WHERE parent.job_id = jobs.parent_job_id AND parent.status IN ('queued', 'running'))
                ORDER BY finished_at
                """, new { before = SqliteTime.Write(before) }),
        ], ct);

    /// <summary>The files, by plan, in which the policy's rules may find lines to remove: those whose count is not known, too.</summary>
    public Task<IReadOnlyList<long?>> FilesWithManyOrOldLinesAsync(ExpiryRules rules, CancellationToken ct) => files.ReadAsync<IReadOnlyList<long?>>(Main, db =>
    [
        .. db.Query<long?>("""
            SELECT plan_id FROM jobs WHERE status NOT IN ('queued', 'running')
            GROUP BY plan_id
            HAVING count(*) > count(lines) OR sum(lines) > @LinesPerFile OR sum(finished_at < @before AND lines > 0) > 0
            ORDER BY plan_id
            """, new { LinesPerFile = rules.LinesPerFile ?? long.MaxValue, before = SqliteTime.Write(rules.LinesBefore) }),
    ], ct);

    /// <summary>Notes how many lines ended jobs have in their files.</summary>
    public Task CountLinesAsync(IReadOnlyCollection<(string JobId, long Lines)> counts, CancellationToken ct) => files.WriteAsync(Main, db =>
    {
        foreach (var (jobId, lines) in counts) db.Execute("UPDATE jobs SET lines = @lines WHERE job_id = @jobId AND lines IS NOT @lines", new { jobId, lines });
    }, ct);

    public Task<IReadOnlyList<JobIndexRow>> EndedAsync(CancellationToken ct) => files.ReadAsync<IReadOnlyList<JobIndexRow>>(Main, db =>
        [.. db.Query<JobIndexRow>($"SELECT {JobIndexRow.Columns} FROM jobs WHERE status NOT IN ('queued', 'running')")], ct);

    /// <summary>All plans, each with whether lists show it: not those being made or deleted.</summary>
    public Task<IReadOnlyDictionary<long, bool>> PlansAsync(CancellationToken ct) => files.ReadAsync<IReadOnlyDictionary<long, bool>>(Main, db =>
        db.Query<(long PlanId, long Ready)>("SELECT plan_id, ready FROM plans ORDER BY plan_id").ToDictionary(plan => plan.PlanId, plan => plan.Ready == 1), ct);

    public Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> jobIds, CancellationToken ct) => files.ReadAsync<IReadOnlySet<string>>(Main, db =>
        db.Query<string>("SELECT job_id FROM jobs WHERE job_id IN (SELECT value FROM json_each(@ids))", new { ids = JsonSerializer.Serialize(jobIds) }).ToHashSet(), ct);

    /// <exception cref="FormatException">The cursor is none of ours.</exception>
    public Task<JobPage> ListAsync(JobFilter filter, CancellationToken ct)
    {
        var limit = filter.Limit ?? JobFilter.DefaultLimit;
        var cursor = filter.Cursor is null ? null : JobCursor.Parse(filter.Cursor);
        return files.ReadAsync(Main, db =>
        {
            var rows = db.Query<JobIndexRow>($"""
                SELECT {JobIndexRow.Columns} FROM jobs
                WHERE owner = @Owner
                  AND (@PlanId IS NULL OR plan_id = @PlanId)
                  AND (NOT @WithoutPlan OR plan_id IS NULL)
                  AND (@JobType IS NULL OR job_type = @JobType)
                  AND (@status IS NULL OR status = @status)
                  AND (@ParentJobId IS NULL OR parent_job_id = @ParentJobId)
                  AND (@createdAfter IS NULL OR created_at > @createdAfter)
                  AND (@createdBefore IS NULL OR created_at < @createdBefore)
                  AND (@cursorTime IS NULL OR (created_at, job_id) < (@cursorTime, @cursorId))
                ORDER BY created_at DESC, job_id DESC LIMIT @limit
                """,
                new
                {
                    filter.Owner,
                    filter.PlanId,
                    filter.WithoutPlan,
                    filter.JobType,
                    filter.ParentJobId,
                    status = filter.Status?.ToName(),
                    createdAfter = SqliteTime.Write(filter.CreatedAfter),
                    createdBefore = SqliteTime.Write(filter.CreatedBefore),
                    cursorTime = cursor?.CreatedAt,
                    cursorId = cursor?.JobId,
                    limit = limit + 1,
                }).ToList();
            var page = rows.Take(limit).ToList();
            var next = rows.Count > limit ? new JobCursor(page[^1].CreatedAt, page[^1].JobId).ToString() : null;
            return new JobPage([.. page.Select(row => row.ToSummary())], next);
        }, ct);
    }

    private static JobIndexRow? Rival(Microsoft.Data.Sqlite.SqliteConnection db, NewJob job) => db.QueryFirstOrDefault<JobIndexRow>($"""
        SELECT {JobIndexRow.Columns} FROM jobs
        WHERE status IN ('queued', 'running') AND plan_id IS @PlanId
          AND (job_type IN @conflicting
               OR job_type IN @exclusive
                  AND (target_task_id IS @TargetTaskId OR target_task_id IS NULL OR @TargetTaskId IS NULL))
        """, new
    {
        job.PlanId,
        job.TargetTaskId,
        conflicting = job.ConflictsWith ?? [],
        exclusive = job.Exclusive ? [job.JobType, .. job.ExclusiveWith ?? []] : Array.Empty<string>(),
    });

    private sealed record JobCursor(string CreatedAt, string JobId)
    {
        public static JobCursor Parse(string text)
        {
            var parts = text.Split('_', 2);
            if (parts.Length != 2) throw new FormatException("The cursor is not one of this list's.");
            return new JobCursor(SqliteTime.Write(SqliteTime.Read(parts[0])), parts[1]);
        }

        public override string ToString() => $"{CreatedAt}_{JobId}";
    }
}
