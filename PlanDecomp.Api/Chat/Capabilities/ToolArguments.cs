using System.Text.Json;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Capabilities;

/// <summary>What a model has called a tool with. What does not fit is an <see cref="ArgumentException"/>, in words for the model.</summary>
internal sealed class ToolArguments(IEnumerable<KeyValuePair<string, object?>> arguments)
{
    private readonly Dictionary<string, JsonElement> _given = arguments
        .Select(argument => (argument.Key, Value: argument.Value is JsonElement json ? json : JsonSerializer.SerializeToElement(argument.Value)))
        .Where(argument => argument.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
        .ToDictionary(argument => argument.Key, argument => argument.Value);

    /// <summary>What is given, in no order.</summary>
    public IEnumerable<string> Names => _given.Keys;

    /// <summary>Of an object in a list.</summary>
    public static ToolArguments Of(JsonElement item) => new(item.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, (object?)field.Value)));

    public ToolArguments Without(string name) => new(_given.Where(argument => argument.Key != name).Select(argument => KeyValuePair.Create(argument.Key, (object?)argument.Value)));

    public bool Has(string name) => _given.ContainsKey(name);

    /// <summary>Null when it is left out.</summary>
    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => Clean(text),
        _ => throw new ArgumentException($"{name} must be a text."),
    };

    /// <summary>Null when it is left out.</summary>
    public IReadOnlyList<string>? Texts(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. list.EnumerateArray().Select(Clean)],
        _ => throw new ArgumentException($"{name} must be a list of texts."),
    };

    /// <summary>Null when it is left out.</summary>
    public IReadOnlyList<JsonElement>? Objects(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object) => [.. list.EnumerateArray()],
        _ => throw new ArgumentException($"{name} must be a list of objects."),
    };

    /// <summary>Null when it is left out.</summary>
    public int? Number(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        _ => throw new ArgumentException($"{name} must be a whole number."),
    };

    /// <summary>Null when it is left out.</summary>
    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new ArgumentException($"{name} must be true or false."),
    };

    // Half a pair of escaped surrogates is no text to a reader.
    private static string Clean(JsonElement text) => CleanText.Of(JsonElement.Parse(CleanText.Json(text.GetRawText())).GetString()!);

    private JsonElement? Find(string name) => _given.TryGetValue(name, out var value) ? value : null;
}
