using System.Text.Json;

namespace PlanDecomp.Contracts.Jobs;

public enum JobLogLevel
{
    Debug,
    Info,
    Warning,
    Error,
}

public static class JobLogLevels
{
    public static string ToName(this JobLogLevel level) => level switch
    {
        JobLogLevel.Debug => "debug",
        JobLogLevel.Info => "info",
        JobLogLevel.Warning => "warning",
        JobLogLevel.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>The words that files have for a level, ours first. Any other word counts as info.</summary>
    public static IReadOnlyList<string> WordsOf(JobLogLevel level) => level switch
    {
        JobLogLevel.Debug => ["debug", "trace"],
        JobLogLevel.Info => ["info", "information"],
        JobLogLevel.Warning => ["warning", "warn"],
        JobLogLevel.Error => ["error", "critical", "fatal"],
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>Reads a name; one that is none of ours (an old file's) counts as info.</summary>
    public static JobLogLevel Parse(string name)
    {
        var word = name.ToLowerInvariant();
        foreach (var level in Enum.GetValues<JobLogLevel>())
        {
            if (WordsOf(level).Contains(word)) return level;
        }

        return JobLogLevel.Info;
    }
}

/// <summary>One line of a job's log.</summary>
/// <param name="Seq">Its number in the job: 1, 2, 3 … without gaps over all attempts. The one cursor everywhere.</param>
/// <param name="Timestamp">When it was logged.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Message">Built-in English text.</param>
/// <param name="Metadata">
/// <c>code</c> and its arguments, from which a page speaks the reader's language; null when there is none. Of a line that others have
/// written it may hold <c>unreadable</c>: by name, what could not be read, as it stands in the file.
/// </param>
public sealed record JobLogEntry(long Seq, DateTimeOffset Timestamp, JobLogLevel Level, string Message, JsonElement? Metadata);

/// <summary>A page of log lines, oldest first.</summary>
/// <param name="JobId">Whose lines.</param>
/// <param name="Entries">The lines.</param>
/// <param name="LastSeq">The job's newest line when the page was read.</param>
/// <param name="HasOlder">Matching lines exist before the page.</param>
/// <param name="HasNewer">Matching lines exist after the page.</param>
/// <param name="Removed">Lines that the retention policy has removed; null when all are there.</param>
public sealed record JobLogPage(
    string JobId, IReadOnlyList<JobLogEntry> Entries, long LastSeq, bool HasOlder, bool HasNewer, LogRemoval? Removed = null);
