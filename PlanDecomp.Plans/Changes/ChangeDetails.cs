using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Changes;

/// <summary>Tells from a change set's images what it did to each task.</summary>
internal sealed class ChangeDetails
{
    /// <summary>Tasks told of one change set; a reader learns how many more there are.</summary>
    public const int MostTasks = 200;

    private const long PlanItself = 0;

    // Columns that say nothing to a person, or that another line says better.
    private static readonly HashSet<string> Silent = ["updated_at", "created_at", "created_by_job", "position", "parent_id"];

    private readonly Dictionary<long, string> _titles;
    private readonly List<(long TaskId, List<Image> Images)> _inOrder = [];
    private readonly Dictionary<long, List<Image>> _byTask = [];
    private readonly Dictionary<long, Dependencies> _dependencies = [];

    private ChangeDetails(DbConnection connection)
    {
        // A task that is gone is called what it was called when it went.
        _titles = connection.Query<(long Id, string Title)>("""
            SELECT key_json ->> '$.task_id', row_json ->> '$.title' FROM change_images
            WHERE table_name = 'tasks' AND action = 'delete' AND json_valid(key_json) AND json_valid(row_json)
              AND key_json ->> '$.task_id' IS NOT NULL AND row_json ->> '$.title' IS NOT NULL
            ORDER BY image_id
            """).GroupBy(row => row.Id).ToDictionary(group => group.Key, group => group.Last().Title);
        foreach (var (id, title) in connection.Query<(long, string)>("SELECT task_id, title FROM tasks")) _titles[id] = title;
    }

    public static ChangeSetDetail Of(DbConnection connection, ChangeSet changeSet)
    {
        var images = connection.Query<Image>("""
            SELECT image_id AS ImageId, table_name AS TableName, action AS Action, key_json AS KeyJson, row_json AS RowJson
            FROM change_images WHERE change_set_id = @ChangeSetId AND table_name IN ('plan', 'tasks', 'task_dependencies') ORDER BY image_id
            """, new { changeSet.ChangeSetId }).AsList();
        var changes = new ChangeDetails(connection).Tell(images, MovedBy(changeSet));
        return new ChangeSetDetail { ChangeSet = changeSet, Changes = [.. changes.Take(MostTasks)], More = Math.Max(0, changes.Count - MostTasks) };
    }

    private List<TaskChange> Tell(List<Image> images, long? moved)
    {
        foreach (var image in images) Sort(image);
        return [.. _inOrder.Select(about => Tell(about.TaskId, about.Images, moved)).OfType<TaskChange>()];
    }

    private void Sort(Image image)
    {
        if (image.TableName != "task_dependencies")
        {
            ImagesOf(image.TableName == "plan" ? PlanItself : JsonElement.Parse(image.KeyJson).GetProperty("task_id").GetInt64()).Add(image);
            return;
        }

        var key = JsonElement.Parse(image.KeyJson);
        var (taskId, on) = (key.GetProperty("task_id").GetInt64(), key.GetProperty("depends_on").GetInt64());
        ImagesOf(taskId);
        if (!_dependencies.TryGetValue(taskId, out var dependencies)) _dependencies.Add(taskId, dependencies = new Dependencies([], []));
        var (to, from) = image.Action == "insert" ? (dependencies.Added, dependencies.Removed) : (dependencies.Removed, dependencies.Added);
        if (!from.Remove(on)) to.Add(on);
    }

    /// <summary>In the order in which the tasks were first touched.</summary>
    private List<Image> ImagesOf(long taskId)
    {
        if (_byTask.TryGetValue(taskId, out var images)) return images;
        _byTask.Add(taskId, images = []);
        _inOrder.Add((taskId, images));
        return images;
    }

    private TaskChange? Tell(long taskId, List<Image> images, long? moved)
    {
        var (isNew, isGone) = (images.FirstOrDefault()?.Action == "insert", images.LastOrDefault()?.Action == "delete");
        if (isNew && isGone) return null;
        if (isNew || isGone) return Change(taskId, isNew ? NodeChange.Added : NodeChange.Removed, []);

        var columns = Merge(images);
        var fields = columns.Where(column => !Silent.Contains(column.Key) && column.Value.Before != column.Value.After)
            .Select(column => new FieldChange(column.Key, column.Value.Before, column.Value.After)).ToList();
        if (_dependencies.TryGetValue(taskId, out var dependencies) && !dependencies.IsEmpty)
        {
            fields.Add(new FieldChange("depends_on", Titles(dependencies.Removed), Titles(dependencies.Added)));
        }

        // What only makes room for another has a new place as well, and was not moved.
        var isMoved = (columns.TryGetValue("parent_id", out var parent) && parent.Before != parent.After) || (taskId == moved && columns.ContainsKey("position"));
        if (isMoved && parent is not null) fields.Insert(0, new FieldChange("parent_id", TitleOf(parent.Before), TitleOf(parent.After)));
        return fields.Count == 0 && !isMoved ? null : Change(taskId, isMoved ? NodeChange.Moved : NodeChange.Changed, fields);
    }

    private TaskChange Change(long taskId, NodeChange change, IReadOnlyList<FieldChange> fields) => new()
    {
        TaskId = taskId == PlanItself ? null : taskId,
        Title = taskId == PlanItself ? "" : _titles.GetValueOrDefault(taskId, ""),
        Change = change,
        Fields = fields,
    };

    /// <summary>Of each column what it was before the first update, and after the last.</summary>
    private static Dictionary<string, Values> Merge(IEnumerable<Image> images)
    {
        var columns = new Dictionary<string, Values>();
        foreach (var property in images.Where(image => image.Action == "update").SelectMany(image => JsonElement.Parse(image.RowJson!).EnumerateObject()))
        {
            var (before, after) = (TextOf(property.Value[0]), TextOf(property.Value[1]));
            columns[property.Name] = new Values(columns.TryGetValue(property.Name, out var earlier) ? earlier.Before : before, after);
        }

        return columns;
    }

    private string? TitleOf(string? taskId) =>
        long.TryParse(taskId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? _titles.GetValueOrDefault(id) : null;

    private string? Titles(IEnumerable<long> taskIds)
    {
        var titles = taskIds.Select(id => _titles.GetValueOrDefault(id, "")).Where(title => title.Length > 0).ToList();
        return titles.Count == 0 ? null : string.Join('\n', titles);
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();

    private static long? MovedBy(ChangeSet changeSet) =>
        changeSet.Metadata is { } metadata && metadata.TryGetProperty("args", out var args)
        && args.TryGetProperty("task_id", out var id) && id.ValueKind == JsonValueKind.Number ? id.GetInt64() : null;

    private sealed record Values(string? Before, string? After);

    private sealed record Dependencies(SortedSet<long> Added, SortedSet<long> Removed)
    {
        public bool IsEmpty => Added.Count + Removed.Count == 0;
    }

    private sealed class Image
    {
        public long ImageId { get; init; }
        public string TableName { get; init; } = "";
        public string Action { get; init; } = "";
        public string KeyJson { get; init; } = "";
        public string? RowJson { get; init; }
    }
}
