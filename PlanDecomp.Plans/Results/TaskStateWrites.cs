using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Results;

/// <summary>What an execution moves in a plan's file, from inside its own transaction.</summary>
internal static class TaskStateWrites
{
    /// <summary>Moves a task. False when there is no such task (any more).</summary>
    /// <param name="connection">Of the plan's file, in a transaction.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="status">Where to.</param>
    /// <param name="error">Why it failed or was skipped; null for any other status.</param>
    /// <param name="now">The time it gets.</param>
    public static bool Move(DbConnection connection, long taskId, PlanTaskStatus status, string? error, DateTimeOffset now)
    {
        var moved = connection.Execute(
            "UPDATE tasks SET status = @status, error = @error, updated_at = @now WHERE task_id = @taskId",
            new { taskId, status = status.ToName(), error, now = SqliteTime.Write(now) });
        if (moved == 0) return false;
        PlanRow.Touch(connection, now);
        return true;
    }

    /// <summary>Completes a task with a new version of its result. Null when there is no such task (any more).</summary>
    /// <param name="connection">Of the plan's file, in a transaction.</param>
    /// <param name="result">The result; its version is found here.</param>
    public static TaskResult? Complete(DbConnection connection, TaskResult result)
    {
        if (!Move(connection, result.TaskId, PlanTaskStatus.Completed, error: null, result.CreatedAt)) return null;
        var version = connection.ExecuteScalar<int>("""
            INSERT INTO task_results (task_id, version, kind, content, job_id, writer, model, created_at)
            SELECT @TaskId, coalesce(max(version), 0) + 1, @Kind, @Content, @JobId, @Writer, @Model, @createdAt
            FROM task_results WHERE task_id = @TaskId RETURNING version
            """, new
        {
            result.TaskId,
            result.Kind,
            result.Content,
            result.JobId,
            result.Writer,
            result.Model,
            createdAt = SqliteTime.Write(result.CreatedAt),
        });
        return result with { Version = version };
    }
}
