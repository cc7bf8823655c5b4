using System.Globalization;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>A line's <c>metadata</c>: its code and its arguments. An argument that is asked for and not there makes it incomplete.</summary>
internal sealed class LineArguments
{
    private readonly JsonElement _arguments;

    private LineArguments(string code, JsonElement arguments) => (Code, _arguments) = (code, arguments);

    /// <summary>A stable dotted name, such as <c>node.expanded</c>.</summary>
    public string Code { get; }

    /// <summary>Something that was asked for is not there: what was made of it must not be shown.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Null when the line has no code.</summary>
    public static LineArguments? Of(JobLogEntry line) => Of(line.Metadata);

    /// <summary>Null when there is no code.</summary>
    public static LineArguments? Of(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.Object } metadata) return null;
        if (!metadata.TryGetProperty("code", out var code) || code.ValueKind != JsonValueKind.String) return null;
        return new LineArguments(code.GetString()!, metadata.TryGetProperty("args", out var arguments) ? arguments : default);
    }

    /// <summary>An argument as text: numbers as people write them.</summary>
    public string this[string name]
    {
        get
        {
            var text = Find(name);
            IsIncomplete |= text is null;
            return text ?? "";
        }
    }

    /// <summary>Null when it is null or not there.</summary>
    public string? Find(string name) => Value(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var whole)
            ? whole.ToString("N0", CultureInfo.InvariantCulture)
            : number.GetDouble().ToString("#,0.####", CultureInfo.InvariantCulture),
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        _ => null,
    };

    public bool IsTrue(string name) => Value(name) is { ValueKind: JsonValueKind.True };

    /// <summary>Null when it is no whole number.</summary>
    public long? Number(string name) => Value(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var whole) ? whole : null;

    private JsonElement? Value(string name) =>
        _arguments.ValueKind == JsonValueKind.Object && _arguments.TryGetProperty(name, out var value) ? value : null;
}
