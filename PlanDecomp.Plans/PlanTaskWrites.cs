using System.Data.Common;
using System.Globalization;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Results;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>Writes to a plan's file from inside a transaction that someone else holds, such as a job's commit.</summary>
/// <remarks>Invariant: the positions of siblings run 0, 1, 2 … without gaps after each call.</remarks>
internal static class PlanTaskWrites
{
    /// <summary>Appends children in order, with the dependencies between them.</summary>
    /// <param name="connection">Of the plan's file, in a transaction.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="parentId">Null for top tasks.</param>
    /// <param name="children">The new tasks; their dependencies must be free of cycles.</param>
    /// <param name="jobId">The decomposition that makes them.</param>
    /// <param name="now">The time they get.</param>
    /// <exception cref="PlanRuleException">The parent has been deleted, or the tree would become too deep.</exception>
    public static IReadOnlyList<PlanTask> AddChildren(
        DbConnection connection, long planId, long? parentId, IReadOnlyList<NewTask> children, string jobId, DateTimeOffset now)
    {
        var depth = DepthBelow(connection, parentId);
        var position = CountChildren(connection, parentId);
        var ids = new List<long>(children.Count);
        foreach (var child in children)
        {
            ids.Add(Insert(connection, parentId, position++, child.Title, child.Instruction, jobId, now));
        }

        var tasks = new List<PlanTask>(children.Count);
        for (var i = 0; i < children.Count; i++)
        {
            long[] dependsOn = [.. children[i].DependsOn.Distinct().Select(index => ids[index]).Order()];
            InsertDependencies(connection, ids[i], dependsOn);
            tasks.Add(new PlanTask
            {
                TaskId = ids[i],
                PlanId = planId,
                ParentId = parentId,
                Position = position - children.Count + i,
                Depth = depth,
                Title = children[i].Title,
                Instruction = children[i].Instruction,
                DependsOn = dependsOn,
                CreatedByJob = jobId,
                CreatedAt = now,
                UpdatedAt = now,
            });
        }

        PlanRow.Touch(connection, now);
        return tasks;
    }

    /// <summary>Adds one task at its place; a position behind the last appends.</summary>
    /// <exception cref="PlanRuleException">The parent or a dependency is not in the plan, a dependency would close a cycle, or the tree would become too deep.</exception>
    public static PlanTask Add(DbConnection connection, long planId, CreateTaskRequest task, DateTimeOffset now)
    {
        DepthBelow(connection, task.ParentId);
        var position = MakeRoom(connection, task.ParentId, task.Position);
        var taskId = Insert(connection, task.ParentId, position, task.Title ?? "", task.Instruction ?? "", jobId: null, now);
        if (task.DependsOn is { Count: > 0 } dependsOn) ReplaceDependencies(connection, taskId, dependsOn);
        PlanRow.Touch(connection, now);
        return TaskRows.Find(connection, planId, taskId)!;
    }

    /// <summary>Changes what is not null. Null when there is no such task.</summary>
    /// <exception cref="PlanRuleException">A dependency is unknown or would close a cycle.</exception>
    public static PlanTask? Update(DbConnection connection, long planId, long taskId, UpdateTaskRequest change, DateTimeOffset now)
    {
        var changed = connection.Execute("""
            UPDATE tasks SET title = coalesce(@title, title), instruction = coalesce(@instruction, instruction),
              status = coalesce(@status, status), error = iif(@status IS NULL, error, NULL),
              effort_hours = coalesce(@effort, effort_hours), updated_at = @now
            WHERE task_id = @taskId
            """, new
        {
            taskId,
            title = change.Title,
            instruction = change.Instruction,
            status = change.Status?.ToName(),
            effort = PlanLimits.Round(change.EffortHours),
            now = SqliteTime.Write(now),
        });
        if (changed == 0) return null;
        if (change.Status is { } status)
        {
            if (status == PlanTaskStatus.Completed) ParentStates.TickOffBelow(connection, taskId, now);
            ParentStates.Follow(connection, taskId, now);
        }

        if (change.DependsOn is { } dependsOn) ReplaceDependencies(connection, taskId, dependsOn);
        PlanRow.Touch(connection, now);
        return TaskRows.Find(connection, planId, taskId);
    }

    /// <summary>Moves a task with its subtree; a position behind the last appends. Null when there is no such task.</summary>
    /// <exception cref="PlanRuleException">The new parent is unknown or in the subtree, contradicts a dependency, or the tree would become too deep.</exception>
    public static PlanTask? Move(DbConnection connection, long planId, long taskId, MoveTaskRequest to, DateTimeOffset now)
    {
        if (TaskRows.Find(connection, planId, taskId) is not { } task) return null;
        var depth = DepthBelow(connection, to.ParentId);
        if (to.ParentId is { } parentId && IsInSubtree(connection, taskId, parentId))
        {
            throw new PlanRuleException("parent_id", "A task cannot be moved below itself.");
        }

        RequireDepth(depth + HeightOf(connection, taskId) - 1);
        CloseGap(connection, task.ParentId, task.Position, leaving: taskId);
        var position = MakeRoom(connection, to.ParentId, to.Position, arriving: taskId);
        connection.Execute(
            "UPDATE tasks SET parent_id = @ParentId, position = @position, updated_at = @now WHERE task_id = @taskId",
            new { taskId, to.ParentId, position, now = SqliteTime.Write(now) });
        if (TaskOrder.Read(connection).ContradictsParent(taskId))
        {
            throw new PlanRuleException("parent_id", "There the task would wait for something that waits for it.");
        }

        PlanRow.Touch(connection, now);
        return TaskRows.Find(connection, planId, taskId);
    }

    /// <summary>Deletes a task with its subtree and every dependency on it. False when there was none.</summary>
    public static bool Delete(DbConnection connection, long taskId, DateTimeOffset now)
    {
        var place = connection.QuerySingleOrDefault<(long? ParentId, int Position)?>(
            "SELECT parent_id, position FROM tasks WHERE task_id = @taskId", new { taskId });
        if (place is not { } left) return false;
        connection.Execute("DELETE FROM tasks WHERE task_id = @taskId", new { taskId });
        CloseGap(connection, left.ParentId, left.Position, leaving: taskId);
        PlanRow.Touch(connection, now);
        return true;
    }

    private static long Insert(
        DbConnection connection, long? parentId, int position, string title, string instruction, string? jobId, DateTimeOffset now) =>
        connection.ExecuteScalar<long>("""
            INSERT INTO tasks (parent_id, position, title, instruction, created_by_job, created_at, updated_at)
            VALUES (@parentId, @position, @title, @instruction, @jobId, @now, @now) RETURNING task_id
            """, new { parentId, position, title, instruction, jobId, now = SqliteTime.Write(now) });

    private static void InsertDependencies(DbConnection connection, long taskId, IReadOnlyList<long> dependsOn) => connection.Execute(
        "INSERT INTO task_dependencies (task_id, depends_on) VALUES (@taskId, @dependency)",
        dependsOn.Select(dependency => new { taskId, dependency }));

    private static void ReplaceDependencies(DbConnection connection, long taskId, IReadOnlyList<long> dependsOn)
    {
        connection.Execute("DELETE FROM task_dependencies WHERE task_id = @taskId", new { taskId });
        if (dependsOn.Count == 0) return;
        var order = TaskOrder.Read(connection);
        var later = order.EndsAfterStartOf(taskId);
        foreach (var dependency in dependsOn)
        {
            if (!order.Contains(dependency)) throw new PlanRuleException("depends_on", Text($"Task {dependency} is not in the plan."));
            if (later.Contains(dependency))
            {
                throw new PlanRuleException("depends_on", Text($"A dependency on task {dependency} would close a cycle."));
            }
        }

        InsertDependencies(connection, taskId, [.. dependsOn.Distinct()]);
    }

    /// <summary>The level of children of <paramref name="parentId"/>.</summary>
    private static int DepthBelow(DbConnection connection, long? parentId)
    {
        if (parentId is not { } id) return 1;
        var depth = TaskRows.DepthOf(connection, id) ?? throw new PlanRuleException("parent_id", Text($"Task {id} is not in the plan."));
        RequireDepth(depth + 1);
        return depth + 1;
    }

    private static void RequireDepth(int depth)
    {
        if (depth > PlanLimits.Depth) throw new PlanRuleException("parent_id", Text($"A plan has at most {PlanLimits.Depth} levels."));
    }

    /// <summary>The direct children of a task, or with null the top tasks.</summary>
    public static int CountChildren(DbConnection connection, long? parentId) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM tasks WHERE parent_id IS @parentId", new { parentId });

    private static int MakeRoom(DbConnection connection, long? parentId, int? wanted, long? arriving = null)
    {
        var count = connection.ExecuteScalar<int>(
            "SELECT count(*) FROM tasks WHERE parent_id IS @parentId AND task_id IS NOT @arriving", new { parentId, arriving });
        var position = Math.Clamp(wanted ?? count, 0, count);
        connection.Execute(
            "UPDATE tasks SET position = position + 1 WHERE parent_id IS @parentId AND position >= @position AND task_id IS NOT @arriving",
            new { parentId, position, arriving });
        return position;
    }

    private static void CloseGap(DbConnection connection, long? parentId, int position, long leaving) => connection.Execute(
        "UPDATE tasks SET position = position - 1 WHERE parent_id IS @parentId AND position > @position AND task_id <> @leaving",
        new { parentId, position, leaving });

    private static bool IsInSubtree(DbConnection connection, long rootId, long taskId) => connection.ExecuteScalar<bool>("""
        WITH RECURSIVE above(task_id) AS (
          SELECT @taskId
          UNION ALL
          SELECT tasks.parent_id FROM tasks JOIN above ON tasks.task_id = above.task_id WHERE tasks.parent_id IS NOT NULL)
        SELECT EXISTS (SELECT 1 FROM above WHERE task_id = @rootId)
        """, new { rootId, taskId });

    private static int HeightOf(DbConnection connection, long taskId) => connection.ExecuteScalar<int>("""
        WITH RECURSIVE below(task_id, height) AS (
          SELECT @taskId, 1
          UNION ALL
          SELECT tasks.task_id, height + 1 FROM tasks JOIN below ON tasks.parent_id = below.task_id)
        SELECT max(height) FROM below
        """, new { taskId });

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
