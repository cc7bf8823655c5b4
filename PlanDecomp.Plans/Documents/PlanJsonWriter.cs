using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Documents;

/// <summary>Writes plans in our JSON format, one after the other: memory does not grow with their number.</summary>
public sealed class PlanJsonWriter : IAsyncDisposable
{
    private readonly Utf8JsonWriter _json;

    /// <param name="to">Stays open.</param>
    /// <param name="now">When the export was made.</param>
    public PlanJsonWriter(Stream to, DateTimeOffset now)
    {
        _json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteString(PlanJsonFields.Format, PlanJsonFields.Ours);
        _json.WriteNumber(PlanJsonFields.FormatVersion, PlanJsonFields.Version);
        _json.WriteString(PlanJsonFields.ExportedAt, Text(now));
        _json.WriteStartArray(PlanJsonFields.Plans);
    }

    public async Task WriteAsync(PlanDocument plan, CancellationToken ct)
    {
        _json.WriteStartObject();
        _json.WriteString(PlanJsonFields.Title, plan.Title);
        _json.WriteString(PlanJsonFields.Description, plan.Description);
        if (plan.Wishes is not null) _json.WriteString(PlanJsonFields.Wishes, plan.Wishes);
        var children = Enumerable.Range(0, plan.Tasks.Count).ToLookup(index => plan.Tasks[index].Parent);
        WriteTasks(PlanJsonFields.Tasks, plan, plan.Numbers(), children, null);
        _json.WriteEndObject();
        await _json.FlushAsync(ct);
    }

    /// <summary>Ends the document.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        await _json.FlushAsync(ct);
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private void WriteTasks(string name, PlanDocument plan, IReadOnlyList<string> numbers, ILookup<int?, int> children, int? parent)
    {
        _json.WriteStartArray(name);
        foreach (var index in children[parent])
        {
            var task = plan.Tasks[index];
            _json.WriteStartObject();
            _json.WriteString(PlanJsonFields.Id, numbers[index]);
            _json.WriteString(PlanJsonFields.Title, task.Title);
            if (task.Instruction.Length > 0) _json.WriteString(PlanJsonFields.Instruction, task.Instruction);
            _json.WriteString(PlanJsonFields.Status, task.Status.ToName());
            if (task.Error is not null) _json.WriteString(PlanJsonFields.Error, task.Error);
            if (task.EffortHours is { } hours) _json.WriteNumber(PlanJsonFields.EffortHours, hours);
            if (task.DependsOn.Count > 0)
            {
                _json.WriteStartArray(PlanJsonFields.DependsOn);
                foreach (var dependency in task.DependsOn) _json.WriteStringValue(numbers[dependency]);
                _json.WriteEndArray();
            }

            if (task.Results.Count > 0) WriteResults(task.Results);
            if (children.Contains(index)) WriteTasks(PlanJsonFields.Children, plan, numbers, children, index);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteResults(IReadOnlyList<DocumentResult> results)
    {
        _json.WriteStartArray(PlanJsonFields.Results);
        foreach (var result in results)
        {
            _json.WriteStartObject();
            _json.WriteString(PlanJsonFields.Kind, result.Kind);
            _json.WriteString(PlanJsonFields.Writer, result.Writer);
            if (result.Model is not null) _json.WriteString(PlanJsonFields.Model, result.Model);
            if (result.CreatedAt is { } created) _json.WriteString(PlanJsonFields.CreatedAt, Text(created));
            if (result.Prepared) _json.WriteBoolean(PlanJsonFields.Prepared, true);
            if (result.Incomplete) _json.WriteBoolean(PlanJsonFields.Incomplete, true);
            _json.WriteString(PlanJsonFields.Content, result.Content);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(UtcTimestampConverter.Format, CultureInfo.InvariantCulture);
}
