using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage.Schema;

/// <summary>Changes of a plan that wait for someone to look at them.</summary>
/// <remarks>Their nodes name tasks without a foreign key: a new one has an id below 0, and a task may go before its proposal does.</remarks>
internal static class ProposalTables
{
    public static void Complete(SqliteConnection connection) => connection.Execute("""
        CREATE TABLE IF NOT EXISTS proposals (
          proposal_id INTEGER PRIMARY KEY AUTOINCREMENT,
          job_id TEXT NOT NULL UNIQUE,
          operation TEXT NOT NULL,
          target_task_id INTEGER,
          title TEXT NOT NULL,
          status TEXT NOT NULL,
          base_json TEXT NOT NULL,               -- the tree it was made against
          change_set_id INTEGER,
          created_at TIMESTAMP NOT NULL,
          settled_at TIMESTAMP
        );
        CREATE TABLE IF NOT EXISTS proposal_nodes (
          proposal_id INTEGER NOT NULL REFERENCES proposals(proposal_id) ON DELETE CASCADE,
          task_id INTEGER NOT NULL,
          edit_json TEXT NOT NULL,
          is_edited INTEGER NOT NULL DEFAULT 0,
          is_accepted INTEGER,
          PRIMARY KEY (proposal_id, task_id)
        ) WITHOUT ROWID;
        """);
}
