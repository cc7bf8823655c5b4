using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage;

/// <summary>Copies a SQLite file as it stands at one moment, whoever reads and writes it meanwhile.</summary>
/// <remarks>
/// SQLite's own online backup, in one step: it reads one snapshot, write-ahead log included, as any reader does, so writers go on.
/// Measured on 86 MB beside a writer: 1 s, and commits as fast as before. <c>VACUUM INTO</c> took 0.3 to 2.8 s for a file that is smaller
/// by what was deleted; but it writes rows anew instead of copying pages, and ends write-ahead logging.
/// No schema is applied: a backup changes nothing, and keeps files of other versions as they are.
/// </remarks>
public static class SqliteCopy
{
    /// <param name="from">The file.</param>
    /// <param name="to">The copy: one file without a log, which must not exist yet.</param>
    /// <param name="busyTimeout">How long to wait for one that recovers the file after a crash.</param>
    /// <exception cref="SqliteFileMissingException">There is no such file any more.</exception>
    public static void Make(string from, string to, TimeSpan busyTimeout)
    {
        if (!File.Exists(from)) throw new SqliteFileMissingException(from);
        using var source = Open(from, SqliteOpenMode.ReadWrite);
        source.Execute($"PRAGMA busy_timeout = {(long)busyTimeout.TotalMilliseconds}");
        using var copy = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(copy);
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw e.SqliteErrorCode == SqliteErrors.CantOpen && !File.Exists(path) ? new SqliteFileMissingException(path) : e;
        }
    }
}
