using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage.Schema;

/// <summary>The history of a plan's changes, and the triggers that write it.</summary>
/// <remarks>
/// While <c>change_recording</c> holds a row, triggers write what each statement does to a recorded table, cascaded deletions too,
/// as an image in that change set: nothing that is written through this connection can be forgotten. Without the row they do nothing.
/// An image has the row's key and, by action: <c>insert</c> nothing; <c>delete</c> the whole row; <c>update</c> the columns that
/// differ, each as <c>[before, after]</c>.
/// </remarks>
internal static class ChangeTables
{
    /// <summary>Call when all other tables are complete: the triggers name the columns as they are then.</summary>
    public static void Complete(SqliteConnection connection)
    {
        connection.Execute("""
            CREATE TABLE IF NOT EXISTS change_sets (
              change_set_id INTEGER PRIMARY KEY AUTOINCREMENT,
              kind TEXT NOT NULL DEFAULT '',
              message TEXT NOT NULL DEFAULT '',
              metadata_json TEXT,
              changed_by TEXT NOT NULL,
              job_id TEXT,
              undoes INTEGER,                        -- the change set this one has taken back
              undone_by INTEGER,                     -- the change set that has taken this one back
              created_at TIMESTAMP NOT NULL
            );
            CREATE TABLE IF NOT EXISTS change_images (
              image_id INTEGER PRIMARY KEY AUTOINCREMENT,
              change_set_id INTEGER NOT NULL REFERENCES change_sets(change_set_id) ON DELETE CASCADE,
              table_name TEXT NOT NULL,
              action TEXT NOT NULL,
              key_json TEXT NOT NULL,
              row_json TEXT
            );
            CREATE INDEX IF NOT EXISTS change_images_set ON change_images(change_set_id);
            CREATE TABLE IF NOT EXISTS change_recording (
              only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
              change_set_id INTEGER NOT NULL
            );
            """);
        foreach (var table in Recorded(connection)) CreateTriggers(connection, table);
    }

    /// <summary>The plan, its tasks, whatever hangs on a task and goes with it, and what executions have brought as a whole.</summary>
    private static List<string> Recorded(SqliteConnection connection) => connection.Query<string>("""
        SELECT name FROM sqlite_schema WHERE type = 'table' AND (name IN ('plan', 'tasks', 'final_documents') OR EXISTS (
          SELECT 1 FROM pragma_foreign_key_list(sqlite_schema.name) WHERE "table" = 'tasks'))
        ORDER BY name
        """).AsList();

    private static void CreateTriggers(SqliteConnection connection, string table)
    {
        var columns = connection.Query<(string Name, int Key)>("SELECT name, pk FROM pragma_table_info(@table)", new { table }).AsList();
        var keys = columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Name).ToList();
        var names = columns.Select(column => column.Name).ToList();
        var changed = string.Join("\n  UNION ALL SELECT ", names.Select((name, i) =>
            Text($"{Literal(name)}{(i == 0 ? " AS name" : "")}, OLD.{Quote(name)}{(i == 0 ? " AS before" : "")}, NEW.{Quote(name)}{(i == 0 ? " AS after" : "")}")));
        Create("insert", "", Object("NEW", keys), "NULL");
        Create("delete", "", Object("OLD", keys), Object("OLD", names));
        Create(
            "update", $"AND ({string.Join(" OR ", names.Select(name => $"OLD.{Quote(name)} IS NOT NEW.{Quote(name)}"))})", Object("OLD", keys),
            $"(SELECT json_group_object(name, json_array(before, after)) FROM (\n  SELECT {changed}) WHERE before IS NOT after)");

        void Create(string action, string condition, string key, string row) => connection.Execute($"""
            DROP TRIGGER IF EXISTS {Quote($"changes_{table}_{action}")};
            CREATE TRIGGER {Quote($"changes_{table}_{action}")} AFTER {action.ToUpperInvariant()} ON {Quote(table)}
            WHEN EXISTS (SELECT 1 FROM change_recording) {condition} BEGIN
              INSERT INTO change_images (change_set_id, table_name, action, key_json, row_json)
              SELECT change_set_id, {Literal(table)}, '{action}', {key}, {row} FROM change_recording;
            END;
            """);
    }

    private static string Object(string row, IEnumerable<string> names) =>
        $"json_object({string.Join(", ", names.Select(name => $"{Literal(name)}, {row}.{Quote(name)}"))})";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
