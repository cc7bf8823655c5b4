using System.Text.Json.Nodes;

namespace PlanDecomp.Tests.Api.Access;

/// <summary>The Api's own description of its routes: a new route is by itself in every test that walks it.</summary>
internal sealed class ApiDescription
{
    private readonly JsonNode _document;

    private ApiDescription(JsonNode document)
    {
        _document = document;
        Operations =
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               select new DescribedOperation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!, this),
        ];
    }

    public IReadOnlyList<DescribedOperation> Operations { get; }

    public static async Task<ApiDescription> ReadAsync(HttpClient client) =>
        new(JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!);

    /// <summary>What a reference stands for, and of something that may be null what it is else.</summary>
    public JsonNode Resolve(JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray choices) schema = choices.First(choice => choice!["$ref"] is not null)!;
        return (string?)schema["$ref"] is { } reference ? Resolve(_document["components"]!["schemas"]![reference.Split('/')[^1]]!) : schema;
    }

    public static bool IsOf(JsonNode schema, string type) => schema["type"] switch
    {
        JsonArray types => types.Any(one => (string?)one == type),
        { } one => (string?)one == type,
        null => false,
    };
}

/// <param name="Method">In capitals.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Node">What the description says of it.</param>
/// <param name="Description">Where its references lead to; null for an operation that is in none.</param>
internal sealed record DescribedOperation(string Method, string Path, JsonNode Node, ApiDescription? Description)
{
    /// <summary>The names of the path's parameters.</summary>
    public IReadOnlyList<string> Ids => [.. Path.Split('{').Skip(1).Select(part => part.Split('}')[0])];

    public IReadOnlyList<string> Queries => Parameters("query");

    public IReadOnlyList<string> Headers => Parameters("header");

    /// <summary>The schema of the body; null for an operation that reads none.</summary>
    public JsonNode? Body => Node["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema ? Description!.Resolve(schema) : null;

    /// <summary>One that the description says nothing of.</summary>
    public static DescribedOperation Of(string method, string path) => new(method, path, new JsonObject(), null);

    /// <summary>The path with its parameters filled in.</summary>
    public string Address(IReadOnlyDictionary<string, string> ids)
    {
        var address = ids.Aggregate(Path, (text, id) => text.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
        Assert.False(address.Contains('{', StringComparison.Ordinal), $"{Path} names a thing that Belongings has none of.");
        return address;
    }

    public override string ToString() => $"{Method} {Path}";

    private List<string> Parameters(string place) => Node["parameters"] is JsonArray parameters
        ? [.. parameters.Where(one => (string?)one!["in"] == place).Select(one => (string)one!["name"]!)]
        : [];
}
