using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>Rebuilds <c>main.sqlite</c>'s plans and jobs from the files that are the truth ("reindex").</summary>
/// <remarks>
/// For a stopped app: what is written meanwhile by others would be missing from the index.
/// The chat, whose only place is <c>main.sqlite</c>, is left as it is.
/// </remarks>
public sealed partial class IndexRebuild(SqliteFiles files, TimeProvider time, ILogger<IndexRebuild> logger)
{
    private const string JobColumns = """
        job_id AS JobId, owner AS Owner, job_type AS JobType, mode AS Mode, target_task_id AS TargetTaskId, status AS Status,
        idempotency_key AS IdempotencyKey, idempotency_fingerprint AS IdempotencyFingerprint, parent_job_id AS ParentJobId,
        created_at AS CreatedAt, started_at AS StartedAt, finished_at AS FinishedAt
        """;

    private string LockFile => Path.Combine(files.Folder.Root, "reindex.lock");

    /// <summary>Rebuilds when there are files but no index, or when a rebuild was cut off. Processes that start together take turns.</summary>
    /// <returns>Null when there was nothing to do.</returns>
    public async Task<RebuildReport?> RunIfMissingAsync(CancellationToken ct)
    {
        using var turn = await FolderLock.TakeAsync(LockFile, ct);
        var hasFiles = files.Folder.PlanIds().Count > 0 || File.Exists(files.Folder.SystemJobs);
        if (!turn.WasCutOff && (File.Exists(files.Folder.Main) || !hasFiles)) return null;
        return await RunAsync(turn, owner: null, ct);
    }

    /// <summary>Rebuilds the index.</summary>
    /// <param name="owner">Who gets the plans and jobs of old files that name no owner; null leaves them to no one.</param>
    /// <param name="ct">Cancels the call; the index is then as it was.</param>
    public async Task<RebuildReport> RunAsync(string? owner, CancellationToken ct)
    {
        using var turn = await FolderLock.TakeAsync(LockFile, ct);
        return await RunAsync(turn, owner, ct);
    }

    private async Task<RebuildReport> RunAsync(FolderLock turn, string? owner, CancellationToken ct)
    {
        turn.Begin();
        var plans = new List<PlanReading>();
        var jobs = new List<JobRow>();
        var skipped = new List<SkippedFile>();
        var unready = await files.ReadAsync(files.Folder.Main, main =>
            main.Query<long>("SELECT plan_id FROM plans WHERE ready <> 1").ToHashSet(), ct);
        foreach (var planId in files.Folder.PlanIds())
        {
            // A creation or deletion that was cut off: PlanIndex.HealAsync sees to it.
            if (unready.Contains(planId)) continue;
            try
            {
                var (plan, rows) = await ReadPlanAsync(planId, owner, ct);
                plans.Add(plan);
                jobs.AddRange(rows);
            }
            catch (Exception e) when (e is SqliteException or InvalidOperationException or IOException or FormatException)
            {
                // One spoilt file must not keep all the others from their owners.
                LogSkipped(planId, e.Message);
                skipped.Add(new SkippedFile(files.Folder.Plan(planId), e.Message));
            }
        }

        jobs.AddRange(await files.WriteAsync(files.Folder.SystemJobs, connection =>
        {
            if (owner is not null) connection.Execute("UPDATE decomposition_jobs SET owner = @owner WHERE owner = ''", new { owner });
            return ReadJobs(connection, null);
        }, ct));
        await files.WriteAsync(files.Folder.Main, main => Replace(main, plans, jobs), ct);
        turn.End();
        LogRebuilt(plans.Count, jobs.Count, skipped.Count);
        return new RebuildReport(plans.Count, jobs.Count, skipped);
    }

    private Task<(PlanReading Plan, List<JobRow> Jobs)> ReadPlanAsync(long planId, string? owner, CancellationToken ct) =>
        files.WriteAsync(files.Folder.Plan(planId), connection =>
        {
            var now = time.GetUtcNow();
            if (PlanRow.Read(connection, planId) is null)
            {
                if (connection.ExecuteScalar<long?>("SELECT plan_id FROM plan LIMIT 1") is { } other)
                {
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The file holds plan {other}."));
                }

                Adopt(connection, planId, now);
            }

            if (owner is not null)
            {
                connection.Execute("""
                    UPDATE plan SET owner = @owner WHERE owner = '';
                    UPDATE decomposition_jobs SET owner = @owner WHERE owner = '';
                    """, new { owner });
            }

            return (new PlanReading(PlanRow.Read(connection, planId)!, now), ReadJobs(connection, planId));
        }, ct);

    /// <summary>Gives a file from before plans had a row of their own what it lacks.</summary>
    private static void Adopt(SqliteConnection connection, long planId, DateTimeOffset now)
    {
        var created = Times(connection.Query<string?>("SELECT min(created_at) FROM decomposition_jobs")).FirstOrDefault(now);
        PlanRow.Insert(connection, new Plan
        {
            PlanId = planId,
            Title = string.Create(CultureInfo.InvariantCulture, $"Plan {planId}"),
            CreatedAt = created,
            UpdatedAt = now,
        });
    }

    private List<JobRow> ReadJobs(SqliteConnection connection, long? planId)
    {
        var rows = connection.Query<JobRow>($"SELECT {JobColumns} FROM decomposition_jobs").AsList();
        foreach (var row in rows)
        {
            row.PlanId = planId;

            // The index sorts by text: times of CURRENT_TIMESTAMP's form would sort before all others of their day.
            row.CreatedAt = SqliteTime.Write(Times([row.CreatedAt, row.StartedAt, row.FinishedAt]).FirstOrDefault(time.GetUtcNow()));
            row.StartedAt = Times([row.StartedAt]).Select(SqliteTime.Write).FirstOrDefault();
            row.FinishedAt = Times([row.FinishedAt]).Select(SqliteTime.Write).FirstOrDefault();
        }

        return rows;
    }

    private static void Replace(SqliteConnection main, IReadOnlyList<PlanReading> plans, IReadOnlyList<JobRow> jobs)
    {
        // Invariant: a begun submission is in no other file; losing its row would lose an accepted job.
        main.Execute("""
            DELETE FROM plans WHERE ready = 1;
            DELETE FROM jobs WHERE intent_json IS NULL;
            """);
        foreach (var plan in plans) PlanIndex.Put(main, plan);

        // A key that two files carry (one of them restored from a copy) stays with the first: it can name only one job.
        main.Execute("""
            INSERT INTO jobs (job_id, plan_id, owner, job_type, mode, target_task_id, status, idempotency_key, idempotency_fingerprint,
              parent_job_id, created_at, started_at, finished_at)
            VALUES (@JobId, @PlanId, @Owner, @JobType, @Mode, @TargetTaskId, @Status,
              CASE WHEN NOT EXISTS (SELECT 1 FROM jobs AS other WHERE other.owner = @Owner AND other.idempotency_key = @IdempotencyKey
                AND other.job_id <> @JobId) THEN @IdempotencyKey END, @IdempotencyFingerprint,
              @ParentJobId, @CreatedAt, @StartedAt, @FinishedAt)
            ON CONFLICT (job_id) DO UPDATE SET intent_json = NULL, status = excluded.status, started_at = excluded.started_at,
              finished_at = excluded.finished_at
            """, jobs);
    }

    private static IEnumerable<DateTimeOffset> Times(IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                yield return time;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Rebuilt the index: {Plans} plans, {Jobs} jobs, {Skipped} files left out")]
    private partial void LogRebuilt(int plans, int jobs, int skipped);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plan {PlanId} is left out of the index: {Reason}")]
    private partial void LogSkipped(long planId, string reason);

    private sealed class JobRow
    {
        public string JobId { get; init; } = "";
        public long? PlanId { get; set; }
        public string Owner { get; init; } = "";
        public string JobType { get; init; } = "";
        public string Mode { get; init; } = "";
        public long? TargetTaskId { get; init; }
        public string Status { get; init; } = "";
        public string? IdempotencyKey { get; init; }
        public string? IdempotencyFingerprint { get; init; }
        public string? ParentJobId { get; init; }
        public string? CreatedAt { get; set; }
        public string? StartedAt { get; set; }
        public string? FinishedAt { get; set; }
    }
}

/// <summary>What a rebuild of the index found.</summary>
public sealed record RebuildReport(int Plans, int Jobs, IReadOnlyList<SkippedFile> Skipped);

/// <summary>A plan's file that could not be read, and why.</summary>
public sealed record SkippedFile(string Path, string Reason);
