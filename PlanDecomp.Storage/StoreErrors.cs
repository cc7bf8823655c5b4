using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage;

/// <summary>Tells what of a store's refusals may pass.</summary>
public static class StoreErrors
{
    /// <summary>True when the same write may succeed in a moment; false when repeating it can only fail again, as with a broken constraint or a corrupt file.</summary>
    public static bool IsTransient(DbException e) => e is SqliteException sqlite ? SqliteErrors.IsTransient(sqlite) : e.IsTransient;
}
