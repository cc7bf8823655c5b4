using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage.Schema;

/// <summary>What executions leave in a plan's file: the results of its tasks, all versions, and why a task failed or was skipped.</summary>
internal static class ResultTables
{
    public static void Complete(SqliteConnection connection)
    {
        // job_id is no foreign key: results outlive the jobs that wrote them.
        connection.Execute("""
            CREATE TABLE IF NOT EXISTS task_results (
              task_id INTEGER NOT NULL REFERENCES tasks(task_id) ON DELETE CASCADE,
              version INTEGER NOT NULL,
              kind TEXT NOT NULL,
              content TEXT NOT NULL,
              job_id TEXT NOT NULL,
              writer TEXT NOT NULL,
              model TEXT,
              created_at TIMESTAMP NOT NULL,
              PRIMARY KEY (task_id, version)
            );
            """);
        SqliteSchema.AddColumns(connection, "tasks", ("error", "TEXT"));
    }

    /// <summary>Call when the job tables are complete.</summary>
    /// <remarks>
    /// An execution ends without its handler when it is given up after lost workers, or cancelled while it waits to be tried again.
    /// Tasks it had in flight would be shown as running for ever: they go back to what its checkpoint says they were. A trigger, because
    /// it must happen in the very transaction that ends the job, whichever process that is; an end by the handler leaves none in flight.
    /// </remarks>
    public static void ReturnTasksOfEndedExecutions(SqliteConnection connection) => connection.Execute("""
        DROP TRIGGER IF EXISTS ended_execution_returns_tasks;
        CREATE TRIGGER ended_execution_returns_tasks AFTER UPDATE OF status ON decomposition_jobs
        WHEN NEW.job_type = 'plan_execute' AND NEW.status IN ('failed', 'cancelled') AND OLD.status IN ('queued', 'running') AND json_valid(OLD.checkpoint_json)
        BEGIN
          UPDATE tasks SET
            status = coalesce((SELECT json_extract(value, '$.status') FROM json_each(OLD.checkpoint_json, '$.running') WHERE key = CAST(tasks.task_id AS TEXT)), 'pending'),
            error = (SELECT json_extract(value, '$.error') FROM json_each(OLD.checkpoint_json, '$.running') WHERE key = CAST(tasks.task_id AS TEXT)),
            updated_at = NEW.finished_at
          WHERE status = 'running' AND CAST(task_id AS TEXT) IN (SELECT key FROM json_each(OLD.checkpoint_json, '$.running'));
        END;
        """);
}
