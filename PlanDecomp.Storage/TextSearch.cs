using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage;

/// <summary>The one way to search texts in SQL: <c>contains(text, part)</c>, upper and lower case alike in every alphabet.</summary>
/// <remarks>SQLite's own LIKE and lower() know only ASCII letters.</remarks>
internal static class TextSearch
{
    public static void AddTo(SqliteConnection connection) => connection.CreateFunction(
        "contains",
        (string? text, string? part) => text is not null && part is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase),
        isDeterministic: true);
}
