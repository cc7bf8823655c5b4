using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>Takes jobs of before into the files and the index. What was taken in once is not taken in again.</summary>
public sealed class SqliteJobImport(SqliteFiles files, LogLineRules rules, TimeProvider time)
{
    private string Main => files.Folder.Main;

    /// <summary>Adds the job, or the lines that one of that id lacks. A job that is not at its end here is left as it is.</summary>
    /// <param name="job">The job. It goes to its plan, when that is there, else to the jobs without one.</param>
    /// <param name="owner">Of jobs without a plan; a plan's jobs are its owner's.</param>
    /// <param name="ct">Cancels before it is stored.</param>
    public async Task<ImportedJob> AddAsync(OldJob job, string owner, CancellationToken ct)
    {
        var planId = await HomeAsync(job, ct);
        var file = files.Folder.JobsOf(planId);
        var (imported, row) = await files.WriteAsync(file, db =>
        {
            var owns = planId is null ? owner : db.ExecuteScalar<string?>("SELECT owner FROM plan") ?? owner;
            var isNew = Insert(db, job, owns);
            var lines = IsAtRest(db, job.JobId) ? AddLines(db, job) : 0;
            return (new ImportedJob(isNew, lines, planId), JobsInFile.Read(db, planId, time.GetUtcNow()).First(row => row.JobId == job.JobId));
        }, ct);

        // Cut off before this, the next import of the same finds nothing new and does it.
        await files.WriteAsync(Main, main => IndexedJobs.Put(main, row), CancellationToken.None);
        return imported;
    }

    /// <summary>The jobs of a database with the two tables, of before they had more columns.</summary>
    /// <exception cref="SqliteException">It is no database, or has no such tables.</exception>
    public static IEnumerable<OldJobRow> Read(string path)
    {
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        db.Open();
        foreach (var row in db.Query<OldJobRow>("""
            SELECT job_id AS JobId, mode AS Mode, target_task_id AS TargetTaskId, status AS Status, error AS Error, params_json AS Params, stats_json AS Stats,
              result_json AS Result, created_at AS CreatedAt, started_at AS StartedAt, finished_at AS FinishedAt
            FROM decomposition_jobs ORDER BY created_at, job_id
            """).AsList())
        {
            row.Lines = db.Query<OldLineRow>("""
                SELECT id AS Id, timestamp AS Timestamp, level AS Level, message AS Message, metadata_json AS Metadata
                FROM decomposition_job_logs WHERE job_id = @JobId ORDER BY id
                """, new { row.JobId }).AsList();
            yield return row;
        }
    }

    private async Task<long?> HomeAsync(OldJob job, CancellationToken ct)
    {
        // One of that id stays where it is, whatever another dump says of its plan.
        var home = await files.ReadAsync(Main, db => db.QuerySingleOrDefault<(long IsThere, long? PlanId)?>(
            "SELECT 1, plan_id FROM jobs WHERE job_id = @JobId", new { job.JobId }), ct);
        return home is { } found ? found.PlanId : job.PlanId is { } planId && File.Exists(files.Folder.Plan(planId)) ? planId : null;
    }

    private static bool Insert(SqliteConnection db, OldJob job, string owner)
    {
        DateTimeOffset? first = job.Lines is [var earliest, ..] ? earliest.Timestamp : null;
        DateTimeOffset? last = job.Lines is [.., var latest] ? latest.Timestamp : null;
        var parameters = new
        {
            job.JobId,
            job.JobType,
            job.Mode,
            job.TargetTaskId,
            status = job.Status.ToName(),
            job.Error,
            job.Params,
            job.Stats,
            job.Result,
            owner,
            createdAt = SqliteTime.Write(job.CreatedAt ?? job.StartedAt ?? first ?? job.FinishedAt ?? DateTimeOffset.UnixEpoch),
            startedAt = SqliteTime.Write(job.StartedAt),
            finishedAt = SqliteTime.Write(job.FinishedAt ?? last ?? job.StartedAt ?? job.CreatedAt ?? DateTimeOffset.UnixEpoch),
        };
        var isNew = db.Execute("""
            INSERT INTO decomposition_jobs (job_id, job_type, mode, target_task_id, status, error, params_json, stats_json, result_json, owner, created_at, started_at, finished_at)
            VALUES (@JobId, @JobType, @Mode, @TargetTaskId, @status, @Error, @Params, @Stats, @Result, @owner, @createdAt, @startedAt, @finishedAt)
            ON CONFLICT (job_id) DO NOTHING
            """, parameters) == 1;

        // A log file came first and told only of lines: what is known of the job now takes the place of what was assumed.
        if (!isNew && !job.IsLinesAlone)
        {
            db.Execute("""
                UPDATE decomposition_jobs SET job_type = @JobType, mode = @Mode, target_task_id = @TargetTaskId, status = @status, error = @Error, params_json = @Params,
                  stats_json = @Stats, result_json = @Result, created_at = @createdAt, started_at = @startedAt, finished_at = @finishedAt
                WHERE job_id = @JobId AND error = @assumed AND params_json IS NULL AND result_json IS NULL AND attempt = 0
                """, new
            {
                parameters.JobId,
                parameters.JobType,
                parameters.Mode,
                parameters.TargetTaskId,
                parameters.status,
                parameters.Error,
                parameters.Params,
                parameters.Stats,
                parameters.Result,
                parameters.createdAt,
                parameters.startedAt,
                parameters.finishedAt,
                assumed = OnlyLinesKnown,
            });
        }

        return isNew;
    }

    /// <summary>The error of a job of which only lines are known.</summary>
    public const string OnlyLinesKnown = "Only log lines of this job were imported: how it ended is not known.";

    private static bool IsAtRest(SqliteConnection db, string jobId) =>
        db.ExecuteScalar<bool>("SELECT status NOT IN ('queued', 'running') AND lines_removed_through = 0 FROM decomposition_jobs WHERE job_id = @jobId", new { jobId });

    /// <summary>Adds the lines that are not there, behind those that are: numbers once given stay.</summary>
    private int AddLines(SqliteConnection db, OldJob job)
    {
        var present = db.Query<(string Timestamp, string Level, string Message)>(
                "SELECT timestamp, level, message FROM decomposition_job_logs WHERE job_id = @JobId", new { job.JobId })
            .GroupBy(line => (SqliteTime.Write(SqliteTime.Read(line.Timestamp)), JobLogLevels.Parse(line.Level), line.Message)).ToDictionary(same => same.Key, same => same.Count());
        var missing = new List<NewLogLine>();
        foreach (var line in job.Lines.Select(rules.Apply))
        {
            var key = (SqliteTime.Write(line.Timestamp), line.Level, line.Message);
            if (present.GetValueOrDefault(key) is > 0 and var count) present[key] = count - 1;
            else missing.Add(line);
        }

        var last = db.ExecuteScalar<long>("UPDATE decomposition_jobs SET last_seq = last_seq + @Count WHERE job_id = @JobId RETURNING last_seq", new { missing.Count, job.JobId });
        LogInsert.Insert(db, job.JobId, last, missing);
        return missing.Count;
    }
}

/// <summary>A job's row of an old database, as it is: nothing in it is sure to be what it should.</summary>
public sealed class OldJobRow
{
    public string JobId { get; init; } = "";
    public string? Mode { get; init; }
    public long? TargetTaskId { get; init; }
    public string? Status { get; init; }
    public string? Error { get; init; }
    public string? Params { get; init; }
    public string? Stats { get; init; }
    public string? Result { get; init; }
    public string? CreatedAt { get; init; }
    public string? StartedAt { get; init; }
    public string? FinishedAt { get; init; }
    public IReadOnlyList<OldLineRow> Lines { get; internal set; } = [];
}

/// <summary>A line's row of an old database.</summary>
public sealed class OldLineRow
{
    public long Id { get; init; }
    public string? Timestamp { get; init; }
    public string? Level { get; init; }
    public string? Message { get; init; }
    public string? Metadata { get; init; }
}
