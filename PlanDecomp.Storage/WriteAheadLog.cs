using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage;

/// <summary>Turns a file to write-ahead logging.</summary>
internal static class WriteAheadLog
{
    private const int Tries = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <remarks>
    /// The change needs the file alone and does not honour busy_timeout (sqlite.org/wal.html),
    /// so processes that start together on a new file have to take turns.
    /// </remarks>
    public static async Task EnableAsync(SqliteConnection connection, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                if (connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL") == "wal") return;
            }
            catch (SqliteException e) when (e.SqliteErrorCode == SqliteErrors.Busy && left > 1)
            {
            }

            if (left <= 1) throw new IOException($"'{connection.DataSource}' could not be turned to write-ahead logging.");
            await Task.Delay(Pause, ct);
        }
    }
}
