using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>A plan as its file had it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="At">A time at which, or before which, the file was so: within the transaction that changed it, or before the one that read it.</param>
internal sealed record PlanReading(Plan Plan, DateTimeOffset At);

internal static class MissingFiles
{
    /// <summary>Why such a plan was not read.</summary>
    public const string Reason = "The file is missing.";

    /// <summary>Null when the file is not there: its plan was deleted, perhaps a moment ago.</summary>
    public static async Task<T?> OrNullWhenMissing<T>(this Task<T?> use)
        where T : class
    {
        try
        {
            return await use;
        }
        catch (SqliteFileMissingException)
        {
            return null;
        }
    }
}
