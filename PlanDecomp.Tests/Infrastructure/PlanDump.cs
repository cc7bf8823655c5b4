using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>What a plan's file says about its tree, row by row and column by column: equal text means equal trees, to the byte.</summary>
public static class PlanDump
{
    public static string Of(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var tables = connection.Query<string>("""
            SELECT name FROM sqlite_schema WHERE type = 'table' AND (name IN ('plan', 'tasks') OR EXISTS (
              SELECT 1 FROM pragma_foreign_key_list(sqlite_schema.name) WHERE "table" = 'tasks')) ORDER BY name
            """).AsList();
        return string.Join('\n', tables.SelectMany(table => Rows(connection, table)));
    }

    private static IEnumerable<string> Rows(SqliteConnection connection, string table)
    {
        foreach (IDictionary<string, object?> row in connection.Query($"SELECT * FROM {table} ORDER BY 1, 2"))
        {
            yield return $"{table}: {string.Join(" | ", row.Select(column => $"{column.Key}={column.Value?.GetType().Name}:{column.Value}"))}";
        }
    }
}
