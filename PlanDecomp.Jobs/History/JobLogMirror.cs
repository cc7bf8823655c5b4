using System.Collections;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>Repeats committed lines of jobs through <see cref="ILogger"/>, so that structured logs lead from a line to its trace and back.</summary>
/// <remarks>
/// A category of its own, which the service defaults open to the export of telemetry alone: a console would only repeat what the log
/// panel shows. Never sent to the job logs themselves, which would have each line again. The lines are as stored, secrets masked.
/// </remarks>
public sealed class JobLogMirror(ILoggerFactory loggers)
{
    public const string Category = "PlanDecomp.JobLog";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    /// <summary>Never throws: the lines are stored, and whoever stored them goes on.</summary>
    /// <param name="jobId">Whose lines.</param>
    /// <param name="lines">Committed ones.</param>
    public void Write(string jobId, params IReadOnlyList<JobLogEntry> lines)
    {
        foreach (var line in lines)
        {
            try
            {
                var level = LevelOf(line.Level);
                if (_logger.IsEnabled(level)) _logger.Log(level, default, new Line(jobId, line), null, static (line, _) => line.Message);
            }
            catch (Exception)
            {
                // A log's provider broke. What is committed must not look as if it had failed, and the log that breaks is no place to say so.
            }
        }
    }

    private static LogLevel LevelOf(JobLogLevel level) => level switch
    {
        JobLogLevel.Debug => LogLevel.Debug,
        JobLogLevel.Info => LogLevel.Information,
        JobLogLevel.Warning => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    private sealed class Line(string jobId, JobLogEntry entry) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        private readonly KeyValuePair<string, object?>[] _attributes =
        [
            new("job_id", jobId),
            new("seq", entry.Seq),
            new("code", LogMetadata.CodeOf(entry.Metadata)),
            new("level", entry.Level.ToName()),
        ];

        public string Message => entry.Message;

        public int Count => _attributes.Length;

        public KeyValuePair<string, object?> this[int index] => _attributes[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _attributes.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => Message;
    }
}
