using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage.Schema;

/// <summary>A kind of file: the tables it must have, and how an older file gets them.</summary>
internal abstract class SqliteSchema
{
    /// <summary>Kept in the file's <c>user_version</c>; raise it with every change of <see cref="Complete"/>.</summary>
    protected abstract int Version { get; }

    /// <summary>True for the files every installation has; false for a plan's, which only creating a plan may make.</summary>
    public abstract bool CreateWhenMissing { get; }

    /// <summary>Adds what is missing, and never drops anything: it meets new files, our older ones, and others' alike.</summary>
    protected abstract void Complete(SqliteConnection connection);

    /// <exception cref="NewerFileException">A newer version of the program has written the file.</exception>
    public void Apply(SqliteConnection connection)
    {
        if (CurrentVersion(connection) == Version) return;

        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another process may have done it while this one waited.
            var current = CurrentVersion(connection);
            if (current > Version) throw new NewerFileException(connection.DataSource, current, Version);

            if (current < Version)
            {
                Complete(connection);
                connection.Execute($"PRAGMA user_version = {Version}");
            }

            connection.Execute("COMMIT TRANSACTION");
        }
        catch
        {
            connection.Execute("ROLLBACK TRANSACTION");
            throw;
        }
    }

    /// <returns>The names of those that were missing.</returns>
    internal static IReadOnlyList<string> AddColumns(SqliteConnection connection, string table, params (string Name, string Definition)[] columns)
    {
        var present = connection.Query<string>("SELECT name FROM pragma_table_info(@table)", new { table })
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = columns.Where(column => !present.Contains(column.Name)).ToList();
        foreach (var (name, definition) in missing) connection.Execute($"ALTER TABLE {table} ADD COLUMN {name} {definition}");
        return [.. missing.Select(column => column.Name)];
    }

    private static int CurrentVersion(SqliteConnection connection) => connection.ExecuteScalar<int>("PRAGMA user_version");
}
