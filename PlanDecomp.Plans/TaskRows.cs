using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Results;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>Reads tasks from a plan's file.</summary>
internal static class TaskRows
{
    // As text and as numbers, whatever others have put into a column: one value of another type would break the reading of the whole tree.
    private const string Columns = """
        task_id AS TaskId, parent_id AS ParentId, CAST(position AS INTEGER) AS Position, CAST(title AS TEXT) AS Title, CAST(instruction AS TEXT) AS Instruction,
        CAST(status AS TEXT) AS Status, CAST(error AS TEXT) AS Error, CASE WHEN typeof(effort_hours) IN ('real', 'integer') THEN CAST(effort_hours AS REAL) END AS EffortHours,
        CAST(created_by_job AS TEXT) AS CreatedByJob, CAST(created_at AS TEXT) AS CreatedAt, CAST(updated_at AS TEXT) AS UpdatedAt
        """;

    public static int Count(DbConnection connection) => connection.ExecuteScalar<int>("SELECT count(*) FROM tasks");

    public static PlanTask? Find(DbConnection connection, long planId, long taskId)
    {
        if (DepthOf(connection, taskId) is not { } depth) return null;
        var row = connection.QuerySingle<TaskRow>($"SELECT {Columns} FROM tasks WHERE task_id = @taskId", new { taskId });
        var facts = ResultFacts.Read(connection, taskId).GetValueOrDefault(taskId);

        // Whether a result is out of date follows from others' results: from the tree.
        var stale = facts?.MadeFromJson is null ? null : PlanOutline.Below(ReadTree(connection, planId)).FirstOrDefault(task => task.TaskId == taskId)?.Stale;
        var dependsOn = connection.Query<long>(
            "SELECT depends_on FROM task_dependencies WHERE task_id = @taskId ORDER BY depends_on", new { taskId });
        return row.ToTask(planId, depth, dependsOn.AsList(), facts, stale);
    }

    /// <summary>The whole tree in few queries. Built by filling lists, not by recursion, so that no depth can break it.</summary>
    public static IReadOnlyList<PlanTaskNode> ReadTree(DbConnection connection, long planId)
    {
        var dependencies = connection
            .Query<(long TaskId, long DependsOn)>("SELECT task_id, depends_on FROM task_dependencies ORDER BY task_id, depends_on")
            .ToLookup(d => d.TaskId, d => d.DependsOn);
        var rows = connection.Query<TaskRow>($"SELECT {Columns} FROM tasks ORDER BY position, task_id").ToLookup(row => row.ParentId);
        var facts = ResultFacts.Read(connection);
        var tree = Build(planId, rows, dependencies, facts, new Dictionary<long, TaskStaleness>());
        return PlanRow.Read(connection, planId) is { } plan && Staleness.Find(new PlanTree(plan, tree), facts) is { Count: > 0 } stale
            ? Build(planId, rows, dependencies, facts, stale)
            : tree;
    }

    private static List<PlanTaskNode> Build(
        long planId, ILookup<long?, TaskRow> rows, ILookup<long, long> dependencies, IReadOnlyDictionary<long, ResultFacts> facts,
        IReadOnlyDictionary<long, TaskStaleness> stale)
    {
        var top = new List<PlanTaskNode>();
        var frontier = new Queue<(long? ParentId, int Depth, List<PlanTaskNode> Children)>([(null, 1, top)]);
        while (frontier.TryDequeue(out var next))
        {
            foreach (var row in rows[next.ParentId])
            {
                var children = new List<PlanTaskNode>();
                next.Children.Add(new PlanTaskNode(
                    row.ToTask(planId, next.Depth, [.. dependencies[row.TaskId]], facts.GetValueOrDefault(row.TaskId), stale.GetValueOrDefault(row.TaskId)), children));
                frontier.Enqueue((row.TaskId, next.Depth + 1, children));
            }
        }

        return top;
    }

    /// <summary>1 for a top task; null when there is no such task.</summary>
    public static int? DepthOf(DbConnection connection, long taskId) => connection.ExecuteScalar<int?>("""
        WITH RECURSIVE above(parent_id, depth) AS (
          SELECT parent_id, 1 FROM tasks WHERE task_id = @taskId
          UNION ALL
          SELECT tasks.parent_id, depth + 1 FROM tasks JOIN above ON tasks.task_id = above.parent_id)
        SELECT max(depth) FROM above
        """, new { taskId });

    private sealed class TaskRow
    {
        public long TaskId { get; init; }
        public long? ParentId { get; init; }
        public long Position { get; init; }
        public string Title { get; init; } = "";
        public string Instruction { get; init; } = "";
        public string Status { get; init; } = "";
        public double? EffortHours { get; init; }
        public string? Error { get; init; }

        public string? CreatedByJob { get; init; }
        public string CreatedAt { get; init; } = "";
        public string UpdatedAt { get; init; } = "";

        public PlanTask ToTask(long planId, int depth, IReadOnlyList<long> dependsOn, ResultFacts? facts, TaskStaleness? stale) => new()
        {
            TaskId = TaskId,
            PlanId = planId,
            ParentId = ParentId,
            Position = (int)Math.Clamp(Position, 0, int.MaxValue),
            Depth = depth,
            Title = Title,
            Instruction = Instruction,
            Status = PlanTaskStatuses.Parse(Status),
            Error = Error,
            ResultVersion = (int?)facts?.Version,
            ResultIncomplete = facts is { Incomplete: not 0 } ? true : null,
            Stale = stale,
            DependsOn = dependsOn,
            EffortHours = EffortHours,
            CreatedByJob = CreatedByJob,
            CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
            UpdatedAt = SqliteTime.ReadOrEpoch(UpdatedAt),
        };
    }
}
