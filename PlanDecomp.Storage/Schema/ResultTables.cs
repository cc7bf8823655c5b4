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

            -- What is told of results without reading them. Apart, because every reading of the tree asks for it, and a result may be long.
            -- Results of older versions have no row here.
            CREATE TABLE IF NOT EXISTS result_facts (
              task_id INTEGER NOT NULL REFERENCES tasks(task_id) ON DELETE CASCADE,
              version INTEGER NOT NULL,
              prepared INTEGER NOT NULL DEFAULT 0,   -- it prepares a person's work
              incomplete INTEGER NOT NULL DEFAULT 0, -- its end is missing
              hash TEXT NOT NULL,                    -- of the content
              made_from_json TEXT,                   -- the words and the results it was made from; null when that is not known
              PRIMARY KEY (task_id, version)
            );
            CREATE TABLE IF NOT EXISTS final_documents (
              document_id INTEGER PRIMARY KEY AUTOINCREMENT,
              job_id TEXT NOT NULL UNIQUE,
              task_id INTEGER,                       -- what was executed; null for the whole plan. No foreign key: documents outlive tasks.
              title TEXT NOT NULL,
              content TEXT NOT NULL,
              writer TEXT NOT NULL,
              model TEXT,
              incomplete INTEGER NOT NULL DEFAULT 0,
              created_at TIMESTAMP NOT NULL
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
