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
}
