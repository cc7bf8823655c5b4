using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage;

/// <summary>Gives the disk back what was deleted from a SQLite file; else the file only uses it again itself.</summary>
public static class SqliteSpace
{
    private const int Incremental = 2;

    /// <summary>Pages a transaction moves: writers wait for no more than that.</summary>
    private const int PagesAtOnce = 256;

    /// <summary>Older files are written anew as a whole, which keeps writers waiting: larger ones are left for when the app is stopped.</summary>
    private const long MaxRewrite = 256L << 20;

    /// <param name="path">The file, which the app has brought up to date.</param>
    /// <param name="busyTimeout">How long to wait for a writer.</param>
    /// <param name="isAtRest">Nothing is at work in it that could not wait while it is written anew.</param>
    /// <param name="ct">Cancels between two transactions.</param>
    /// <returns>Bytes given back; 0 also when someone was in the way, or nothing was worth it.</returns>
    public static long GiveBack(string path, TimeSpan busyTimeout, Func<SqliteConnection, bool> isAtRest, CancellationToken ct)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {(long)busyTimeout.TotalMilliseconds}");
            var (free, all, pageSize) = (Number(connection, "freelist_count"), Number(connection, "page_count"), Number(connection, "page_size"));
            if (free == 0) return 0;
            if (Number(connection, "auto_vacuum") == Incremental)
            {
                while (Number(connection, "freelist_count") > 0)
                {
                    ct.ThrowIfCancellationRequested();
                    connection.Execute($"PRAGMA incremental_vacuum({PagesAtOnce})");
                }
            }
            else
            {
                // A file of before: from now on it is as new ones are.
                if (free * 4 < all || all * pageSize > MaxRewrite || !isAtRest(connection)) return 0;
                connection.Execute("PRAGMA auto_vacuum = INCREMENTAL");
                connection.Execute("VACUUM;");
            }

            var givenBack = (all - Number(connection, "page_count")) * pageSize;
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return givenBack;
        }
        catch (SqliteException e) when (SqliteErrors.IsTransient(e))
        {
            // Busy, or too little room for the new file beside the old one: the next round tries again.
            return 0;
        }
    }

    private static long Number(SqliteConnection connection, string pragma) => connection.ExecuteScalar<long>($"PRAGMA {pragma}");
}
