using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage.Schema;

/// <summary><c>plan_{id}.sqlite</c>: one plan, its tasks with their dependencies and results, and its jobs.</summary>
internal sealed class PlanSchema : JobTables
{
    public static readonly PlanSchema Instance = new();

    protected override int Version => 7;

    public override bool CreateWhenMissing => false;

    protected override void Complete(SqliteConnection connection)
    {
        connection.Execute("""
            CREATE TABLE IF NOT EXISTS plan (
              plan_id INTEGER PRIMARY KEY,
              owner TEXT NOT NULL,
              title TEXT NOT NULL,
              description TEXT NOT NULL DEFAULT '',
              created_at TIMESTAMP NOT NULL,
              updated_at TIMESTAMP NOT NULL
            );
            CREATE TABLE IF NOT EXISTS tasks (
              task_id INTEGER PRIMARY KEY AUTOINCREMENT,
              parent_id INTEGER REFERENCES tasks(task_id) ON DELETE CASCADE,
              position INTEGER NOT NULL,
              title TEXT NOT NULL,
              instruction TEXT NOT NULL DEFAULT '',
              status TEXT NOT NULL DEFAULT 'pending',
              created_by_job TEXT,
              created_at TIMESTAMP NOT NULL,
              updated_at TIMESTAMP NOT NULL
            );
            CREATE INDEX IF NOT EXISTS tasks_parent ON tasks(parent_id, position);
            CREATE TABLE IF NOT EXISTS task_dependencies (
              task_id INTEGER NOT NULL REFERENCES tasks(task_id) ON DELETE CASCADE,
              depends_on INTEGER NOT NULL REFERENCES tasks(task_id) ON DELETE CASCADE,
              PRIMARY KEY (task_id, depends_on)
            ) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS task_dependencies_depends_on ON task_dependencies(depends_on);
            """);
        AddColumns(connection, "plan", ("wishes", "TEXT NOT NULL DEFAULT ''"));
        AddColumns(connection, "tasks", ("effort_hours", "REAL"));
        ResultTables.Complete(connection);
        base.Complete(connection);
        ResultTables.ReturnTasksOfEndedExecutions(connection);
        ProposalTables.Complete(connection);

        // Last: it records changes of all the tables before it.
        ChangeTables.Complete(connection);
    }
}
