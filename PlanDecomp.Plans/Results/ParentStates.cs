using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Results;

/// <summary>Keeps closed parents honest: one with prepared work below it is prepared, and completed once that is ticked off.</summary>
internal static class ParentStates
{
    /// <summary>What a task's children make of it: prepared or completed; null when it has none, or some are still open.</summary>
    public static PlanTaskStatus? Below(DbConnection connection, long taskId)
    {
        // What a person has left out holds nothing up.
        var below = connection.Query<string>("SELECT CAST(status AS TEXT) FROM tasks WHERE parent_id = @taskId", new { taskId })
            .Select(PlanTaskStatuses.Parse).Where(status => status != PlanTaskStatus.Skipped).ToList();
        return below.Count > 0 && PlanTaskStatuses.Together(below) is var together && together.IsWorkedOut() ? together : null;
    }

    /// <summary>Closed parents above a task that has moved follow it.</summary>
    public static void Follow(DbConnection connection, long taskId, DateTimeOffset now)
    {
        while (connection.ExecuteScalar<long?>("SELECT parent_id FROM tasks WHERE task_id = @taskId", new { taskId }) is { } parentId)
        {
            taskId = parentId;
            var status = PlanTaskStatuses.Parse(connection.ExecuteScalar<string>("SELECT CAST(status AS TEXT) FROM tasks WHERE task_id = @taskId", new { taskId }) ?? "");
            if (!status.IsWorkedOut() || Below(connection, taskId) is not { } below || below == status) return;
            TaskStateWrites.Move(connection, taskId, below, error: null, now);
        }
    }

    /// <summary>A parent that a person ticks off takes along what is prepared below it.</summary>
    public static void TickOffBelow(DbConnection connection, long taskId, DateTimeOffset now) => connection.Execute("""
        WITH RECURSIVE below(task_id) AS (
          SELECT task_id FROM tasks WHERE parent_id = @taskId
          UNION ALL
          SELECT tasks.task_id FROM tasks JOIN below ON tasks.parent_id = below.task_id)
        UPDATE tasks SET status = @completed, updated_at = @now WHERE status = @prepared AND task_id IN below
        """, new { taskId, completed = PlanTaskStatus.Completed.ToName(), prepared = PlanTaskStatus.Prepared.ToName(), now = SqliteTime.Write(now) });
}
