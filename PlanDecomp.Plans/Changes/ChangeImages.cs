using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace PlanDecomp.Plans.Changes;

/// <summary>Puts rows back as they were before a change set.</summary>
internal static class ChangeImages
{
    /// <summary>Goes through the images from the newest to the oldest. A column that someone has set again since, unrecorded, stays.</summary>
    public static void Restore(DbConnection connection, long changeSetId)
    {
        var images = connection.Query<Image>("""
            SELECT table_name AS TableName, action AS Action, key_json AS KeyJson, row_json AS RowJson
            FROM change_images WHERE change_set_id = @changeSetId ORDER BY image_id DESC
            """, new { changeSetId }).AsList();
        foreach (var image in images) Restore(connection, image);
    }

    private static void Restore(DbConnection connection, Image image)
    {
        var parameters = new DynamicParameters();
        var key = string.Join(" AND ", Columns(image.KeyJson).Select(column => $"{Quote(column.Name)} IS {Add(column.Value)}"));
        switch (image.Action)
        {
            case "insert":
                connection.Execute($"DELETE FROM {Quote(image.TableName)} WHERE {key}", parameters);
                break;
            case "delete":
                var row = Columns(image.RowJson!).ToList();
                connection.Execute($"""
                    INSERT INTO {Quote(image.TableName)} ({string.Join(", ", row.Select(column => Quote(column.Name)))})
                    VALUES ({string.Join(", ", row.Select(column => Add(column.Value)))})
                    """, parameters);
                break;
            case "update":
                var changed = Columns(image.RowJson!).Select(column =>
                    $"{Quote(column.Name)} = CASE WHEN {Quote(column.Name)} IS {Add(column.Value[1])} THEN {Add(column.Value[0])} ELSE {Quote(column.Name)} END");
                connection.Execute($"UPDATE {Quote(image.TableName)} SET {string.Join(", ", changed)} WHERE {key}", parameters);
                break;
        }

        string Add(JsonElement value)
        {
            var name = $"@p{parameters.ParameterNames.Count()}";
            parameters.Add(name, ToValue(value));
            return name;
        }
    }

    private static List<(string Name, JsonElement Value)> Columns(string json) =>
        [.. JsonElement.Parse(json).EnumerateObject().Select(property => (property.Name, property.Value))];

    private static object? ToValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt64(out var whole) && !value.GetRawText().Contains('.', StringComparison.Ordinal) => whole,
        JsonValueKind.Number => value.GetDouble(),
        _ => throw new InvalidOperationException($"An image holds a {value.ValueKind}, which no column has."),
    };

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed class Image
    {
        public string TableName { get; init; } = "";
        public string Action { get; init; } = "";
        public string KeyJson { get; init; } = "";
        public string? RowJson { get; init; }
    }
}
