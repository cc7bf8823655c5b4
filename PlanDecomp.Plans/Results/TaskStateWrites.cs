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

    /// <summary>Brings a task to its end, with a new version of its result when there is one.</summary>
    /// <returns>The status it has now; null when there is no such task (any more).</returns>
    public static PlanTaskStatus? End(DbConnection connection, TaskEnding ending, DateTimeOffset now)
    {
        // People tick tasks off while a summary is written.
        var to = ending.To.Status.IsWorkedOut() ? ParentStates.Below(connection, ending.TaskId) ?? ending.To.Status : ending.To.Status;
        if (!Move(connection, ending.TaskId, to, ending.To.Error, now)) return null;
        if (ending.Result is { } result) Add(connection, result with { Prepared = to == PlanTaskStatus.Prepared }, ending.MadeFrom);
        ParentStates.Follow(connection, ending.TaskId, now);
        return to;
    }

    /// <summary>Adds a version to a task's results.</summary>
    public static TaskResult Add(DbConnection connection, TaskResult result, ResultSource? madeFrom)
    {
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
        ResultFacts.Insert(connection, result.TaskId, version, result.Content, result.Prepared, result.Incomplete, madeFrom);
        return result with { Version = version };
    }
}
