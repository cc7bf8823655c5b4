using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage;

/// <summary>What SQLite's result codes mean here: <see href="https://sqlite.org/rescode.html"/>.</summary>
internal static class SqliteErrors
{
    internal const int Busy = 5;
    internal const int CantOpen = 14;
    private const int Locked = 6;
    private const int OutOfMemory = 7;
    private const int ReadOnly = 8;
    private const int Io = 10;
    private const int Full = 13;
    private const int Protocol = 15;

    /// <summary>A checksum did not match what was read.</summary>
    private const int IoData = 8202;
    private const int IoCorruptFileSystem = 8458;

    /// <summary>The write-ahead log's index could not be made larger.</summary>
    private const int IoShmSize = 4874;

    public static bool IsFull(SqliteException e) => e.SqliteErrorCode == Full || e.SqliteExtendedErrorCode == IoShmSize;

    /// <summary>A file that was at rest cannot get its write-ahead log: no room, or a folder that may only be read.</summary>
    public static bool IsWithoutLog(SqliteException e) => IsFull(e) || e.SqliteErrorCode is CantOpen or ReadOnly;

    /// <inheritdoc cref="StoreErrors.IsTransient"/>
    public static bool IsTransient(SqliteException e) => e.SqliteErrorCode switch
    {
        Busy or Locked or OutOfMemory or Full or Protocol or CantOpen => true,
        Io => e.SqliteExtendedErrorCode is not (IoData or IoCorruptFileSystem),
        _ => false,
    };
}
