using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Edits;

/// <summary>What a plan's tree said at one moment, without states and results.</summary>
public sealed record TreeSnapshot(string Title, string Description, IReadOnlyDictionary<long, TaskContent> Tasks)
{
    public static TreeSnapshot Read(DbConnection connection)
    {
        var (title, description) = connection.QuerySingle<(string, string)>("SELECT title, description FROM plan");
        var dependencies = connection
            .Query<(long TaskId, long DependsOn)>("SELECT task_id, depends_on FROM task_dependencies ORDER BY task_id, depends_on")
            .ToLookup(d => d.TaskId, d => d.DependsOn);
        var tasks = connection
            .Query<(long TaskId, long? ParentId, int Position, string Title, string Instruction, double? Effort)>(
                """
                SELECT task_id, parent_id, CAST(position AS INTEGER), CAST(title AS TEXT), CAST(instruction AS TEXT),
                  CASE WHEN typeof(effort_hours) IN ('real', 'integer') THEN CAST(effort_hours AS REAL) END
                FROM tasks ORDER BY task_id
                """)
            .ToDictionary(row => row.TaskId, row => new TaskContent
            {
                ParentId = row.ParentId,
                Position = row.Position,
                Title = row.Title,
                Instruction = row.Instruction,
                DependsOn = [.. dependencies[row.TaskId]],
                EffortHours = row.Effort,
            });
        return new TreeSnapshot(title, description, tasks);
    }

    /// <summary>The same of a tree that has been read already.</summary>
    public static TreeSnapshot Of(PlanTree tree)
    {
        var tasks = new Dictionary<long, TaskContent>();
        var open = new Stack<PlanTaskNode>(tree.Tasks);
        while (open.TryPop(out var task))
        {
            tasks.Add(task.TaskId, new TaskContent
            {
                ParentId = task.ParentId,
                Position = task.Position,
                Title = task.Title,
                Instruction = task.Instruction,
                DependsOn = task.DependsOn,
                EffortHours = task.EffortHours,
            });
            foreach (var child in task.Children) open.Push(child);
        }

        return new TreeSnapshot(tree.Plan.Title, tree.Plan.Description, tasks);
    }

    /// <summary>Dropped nodes by the titles that people knew them by, where the snapshot has them.</summary>
    public IReadOnlyList<DroppedNode> Name(IEnumerable<DroppedNode> dropped) =>
        [.. dropped.Select(node => Tasks.TryGetValue(node.TaskId, out var task) ? node with { Title = task.Title } : node)];

    /// <summary>The snapshot as a tree again; tasks are pending, and as old as the plan.</summary>
    /// <param name="plan">The plan it is of.</param>
    public PlanTree ToTree(Plan plan)
    {
        var children = Tasks.ToLookup(task => task.Value.ParentId ?? TaskEdit.Plan);
        return new PlanTree(plan with { Title = Title, Description = Description, TaskCount = Tasks.Count }, Below(TaskEdit.Plan, 1));

        List<PlanTaskNode> Below(long parentId, int depth) => [.. children[parentId].OrderBy(task => task.Value.Position).Select(task => new PlanTaskNode
        {
            TaskId = task.Key,
            PlanId = plan.PlanId,
            ParentId = task.Value.ParentId,
            Position = task.Value.Position,
            Depth = depth,
            Title = task.Value.Title,
            Instruction = task.Value.Instruction,
            DependsOn = task.Value.DependsOn,
            EffortHours = task.Value.EffortHours,
            CreatedAt = plan.CreatedAt,
            UpdatedAt = plan.CreatedAt,
            Children = Below(task.Key, depth + 1),
        })];
    }

    public string Write() => JsonSerializer.Serialize(this, EditsJson.Readable.TreeSnapshot);

    public static TreeSnapshot Read(string json) => JsonSerializer.Deserialize(json, EditsJson.Readable.TreeSnapshot)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TreeSnapshot))]
[JsonSerializable(typeof(TaskEdit))]
[JsonSerializable(typeof(List<TaskEdit>))]
public sealed partial class EditsJson : JsonSerializerContext
{
    public static EditsJson Readable => field ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
