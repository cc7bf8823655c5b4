using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>A job's note of the lines that the retention policy has taken, as the files have it.</summary>
internal static class LinesRemoved
{
    public static LogRemoval? Of(long through, string? at) => through > 0 && SqliteTime.ReadOptional(at) is { } time ? new LogRemoval(through, time) : null;
}
