using System.Data;
using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>Writes lines under their numbers.</summary>
internal static class LogInsert
{
    /// <param name="connection">Of the job's file, in the transaction that has moved <c>last_seq</c>.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="lastSeq">The job's <c>last_seq</c> after these lines.</param>
    /// <param name="lines">The lines, in order.</param>
    public static IReadOnlyList<JobLogEntry> Insert(DbConnection connection, string jobId, long lastSeq, IReadOnlyList<NewLogLine> lines)
    {
        if (lines.Count == 0) return [];

        // Invariant: last_seq moves in the same transaction by just as many, so numbers have no gap and no line shares one.
        var seq = lastSeq - lines.Count;
        var entries = new List<JobLogEntry>(lines.Count);
        using var insert = connection.CreateCommand();
        insert.CommandText = """
            INSERT INTO decomposition_job_logs (job_id, seq, timestamp, level, message, metadata_json)
            VALUES (@job, @seq, @timestamp, @level, @message, @metadata)
            """;
        var job = Parameter(insert, "@job");
        var number = Parameter(insert, "@seq");
        var timestamp = Parameter(insert, "@timestamp");
        var level = Parameter(insert, "@level");
        var message = Parameter(insert, "@message");
        var metadata = Parameter(insert, "@metadata");
        job.Value = jobId;
        foreach (var line in lines)
        {
            var entry = new JobLogEntry(++seq, line.Timestamp, line.Level, line.Message, line.Metadata);
            number.Value = entry.Seq;
            timestamp.Value = SqliteTime.Write(entry.Timestamp);
            level.Value = entry.Level.ToName();
            message.Value = entry.Message;
            metadata.Value = entry.Metadata is { } json ? json.GetRawText() : DBNull.Value;
            insert.ExecuteNonQuery();
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>Ends a job that no worker holds, with its last line.</summary>
    public static JobLogEntry EndWithLine(DbConnection connection, string jobId, JobStatus status, string? error, NewLogLine line)
    {
        var lastSeq = connection.QuerySingle<long>("""
            UPDATE decomposition_jobs
            SET status = @status, error = @error, finished_at = @now, lease_until = NULL, worker = NULL, last_seq = last_seq + 1
            WHERE job_id = @jobId RETURNING last_seq
            """, new { jobId, status = status.ToName(), error, now = SqliteTime.Write(line.Timestamp) });
        return Insert(connection, jobId, lastSeq, [line])[0];
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Direction = ParameterDirection.Input;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
