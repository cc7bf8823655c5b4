using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage;

/// <summary>Tells what of a store's refusals may pass, and which mean that there is no room.</summary>
public static class StoreErrors
{
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnLinux = 122;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>True when the same write may succeed in a moment; false when repeating it can only fail again, as with a broken constraint or a corrupt file.</summary>
    public static bool IsTransient(DbException e) => e is SqliteException sqlite ? SqliteErrors.IsTransient(sqlite) : e.IsTransient;

    /// <summary>True when the disk is full, or what the account may use of it: nothing can be stored until a person makes room.</summary>
    public static bool IsFull(Exception e) => e switch
    {
        SqliteException sqlite => SqliteErrors.IsFull(sqlite),
        IOException io => io.HResult is NoSpaceOnUnix or QuotaOnLinux or DiskFullOnWindows,
        _ => false,
    };
}
