using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage.Schema;

/// <summary>The two job tables, alike in every plan's file and in the one for jobs without a plan.</summary>
internal abstract class JobTables : SqliteSchema
{
    protected override void Complete(SqliteConnection connection)
    {
        connection.Execute("""
            CREATE TABLE IF NOT EXISTS decomposition_jobs (
              job_id TEXT PRIMARY KEY,
              mode TEXT NOT NULL,
              target_task_id INTEGER,
              status TEXT NOT NULL,
              error TEXT,
              params_json TEXT,
              stats_json TEXT,
              result_json TEXT,
              created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              started_at TIMESTAMP,
              finished_at TIMESTAMP
            );
            CREATE TABLE IF NOT EXISTS decomposition_job_logs (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              job_id TEXT NOT NULL,
              timestamp TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              level TEXT NOT NULL,
              message TEXT NOT NULL,
              metadata_json TEXT,
              FOREIGN KEY(job_id) REFERENCES decomposition_jobs(job_id) ON DELETE CASCADE
            );
            """);

        var added = AddColumns(connection, "decomposition_jobs",
            ("job_type", "TEXT NOT NULL DEFAULT 'plan_decompose'"),
            ("owner", "TEXT NOT NULL DEFAULT ''"),
            ("attempt", "INTEGER NOT NULL DEFAULT 0"),
            ("releases", "INTEGER NOT NULL DEFAULT 0"),
            ("worker", "TEXT"),
            ("lease_until", "TIMESTAMP"),
            ("available_at", "TIMESTAMP"),
            ("cancel_requested_at", "TIMESTAMP"),
            ("idempotency_key", "TEXT"),
            ("idempotency_fingerprint", "TEXT"),
            ("checkpoint_json", "TEXT"),
            ("parent_job_id", "TEXT"),
            ("trace_parent", "TEXT"),
            ("last_seq", "INTEGER NOT NULL DEFAULT 0"),
            ("attempt_errors_json", "TEXT"),
            ("tried", "INTEGER NOT NULL DEFAULT 0"),
            ("continues_json", "TEXT"),
            ("lines_removed_through", "INTEGER NOT NULL DEFAULT 0"),
            ("lines_removed_at", "TIMESTAMP"));

        // Older files count all attempts, less the releases; from here on those since the last progress are counted.
        if (added.Contains("tried")) connection.Execute("UPDATE decomposition_jobs SET tried = max(0, attempt - releases)");
        AddColumns(connection, "decomposition_job_logs", ("seq", "INTEGER NOT NULL DEFAULT 0"));
        NumberOldLines(connection);
    }

    /// <summary>Lines written before they had numbers get them in the order they were written.</summary>
    private static void NumberOldLines(SqliteConnection connection) => connection.Execute("""
        UPDATE decomposition_job_logs SET seq = numbered.seq
        FROM (SELECT id, row_number() OVER (PARTITION BY job_id ORDER BY id) AS seq
              FROM decomposition_job_logs WHERE job_id IN (SELECT job_id FROM decomposition_job_logs WHERE seq = 0)) AS numbered
        WHERE decomposition_job_logs.id = numbered.id;
        CREATE UNIQUE INDEX IF NOT EXISTS decomposition_job_logs_seq ON decomposition_job_logs(job_id, seq);
        UPDATE decomposition_jobs SET last_seq = max(last_seq,
          coalesce((SELECT max(seq) FROM decomposition_job_logs AS l WHERE l.job_id = decomposition_jobs.job_id), 0));
        """);
}

/// <summary><c>system_jobs.sqlite</c>: the two job tables, for jobs bound to no plan.</summary>
internal sealed class SystemJobsSchema : JobTables
{
    public static readonly SystemJobsSchema Instance = new();

    protected override int Version => 3;

    public override bool CreateWhenMissing => true;
}
