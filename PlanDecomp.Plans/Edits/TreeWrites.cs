using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Edits;

/// <summary>Stores a changed tree, from inside a transaction that someone else holds. Rows that say the same stay untouched.</summary>
internal static class TreeWrites
{
    /// <param name="connection">Of the plan's file, in a transaction.</param>
    /// <param name="before">The tree as the file has it.</param>
    /// <param name="after">As it shall be; new tasks have ids below 0.</param>
    /// <param name="edits">The change that led to it: of tasks made of others, states and results follow.</param>
    /// <param name="jobId">The job whose work it is.</param>
    /// <param name="now">The time that changed tasks get.</param>
    /// <returns>The ids that new tasks have got.</returns>
    public static IReadOnlyDictionary<long, long> Save(DbConnection connection, TreeSnapshot before, TreeSnapshot after, IReadOnlyList<TaskEdit> edits, string jobId, DateTimeOffset now)
    {
        var differences = TreeDifferences.Find(before, after).ToDictionary(difference => difference.TaskId, difference => difference.Change);
        if (differences.Count == 0) return new Dictionary<long, long>();

        var time = SqliteTime.Write(now);
        var made = new MadeOfWrites(connection, edits);
        var ids = Insert(connection, after, jobId, time);
        foreach (var (id, old) in before.Tasks)
        {
            if (!after.Tasks.TryGetValue(id, out var task)) continue;
            var parentId = Real(task.ParentId);
            if (differences.ContainsKey(id))
            {
                connection.Execute("""
                    UPDATE tasks SET parent_id = @parentId, position = @Position, title = @Title, instruction = @Instruction,
                      effort_hours = @EffortHours, updated_at = @time
                    WHERE task_id = @id
                    """, new { id, parentId, task.Position, task.Title, task.Instruction, task.EffortHours, time });
            }
            else if (old.Position != task.Position)
            {
                connection.Execute("UPDATE tasks SET position = @Position WHERE task_id = @id", new { id, task.Position });
            }
        }

        made.Write(connection, ids, now);

        // After everything that stays has left the tasks that go: a task takes what is still below it along.
        foreach (var id in before.Tasks.Keys.Where(id => !after.Tasks.ContainsKey(id))) connection.Execute("DELETE FROM tasks WHERE task_id = @id", new { id });
        foreach (var (id, task) in after.Tasks)
        {
            SaveDependencies(connection, Real(id)!.Value, before.Tasks.GetValueOrDefault(id)?.DependsOn ?? [], [.. task.DependsOn.Select(other => Real(other)!.Value)]);
        }

        connection.Execute("UPDATE plan SET title = @Title, description = @Description, updated_at = @time", new { after.Title, after.Description, time });
        return ids;

        long? Real(long? id) => id is { } known && ids.TryGetValue(known, out var real) ? real : id;
    }

    private static Dictionary<long, long> Insert(DbConnection connection, TreeSnapshot after, string jobId, string time)
    {
        var ids = new Dictionary<long, long>();
        var waiting = new Queue<KeyValuePair<long, TaskContent>>(after.Tasks.Where(task => task.Key < 0).OrderByDescending(task => task.Key));
        while (waiting.TryDequeue(out var next))
        {
            var (id, task) = next;
            if (task.ParentId < 0 && !ids.ContainsKey(task.ParentId.Value))
            {
                waiting.Enqueue(next);
                continue;
            }

            ids.Add(id, connection.ExecuteScalar<long>("""
                INSERT INTO tasks (parent_id, position, title, instruction, effort_hours, created_by_job, created_at, updated_at)
                VALUES (@parentId, @Position, @Title, @Instruction, @EffortHours, @jobId, @time, @time) RETURNING task_id
                """, new
            {
                parentId = task.ParentId is { } parent and < 0 ? ids[parent] : task.ParentId,
                task.Position,
                task.Title,
                task.Instruction,
                task.EffortHours,
                jobId,
                time,
            }));
        }

        return ids;
    }

    private static void SaveDependencies(DbConnection connection, long taskId, IReadOnlyList<long> before, IReadOnlyList<long> after)
    {
        foreach (var dependency in before.Except(after))
        {
            connection.Execute("DELETE FROM task_dependencies WHERE task_id = @taskId AND depends_on = @dependency", new { taskId, dependency });
        }

        foreach (var dependency in after.Except(before))
        {
            connection.Execute("INSERT INTO task_dependencies (task_id, depends_on) VALUES (@taskId, @dependency)", new { taskId, dependency });
        }
    }
}
