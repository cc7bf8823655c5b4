using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Words that the parts of a translation agree on: each part adds the terms it met first, and the ones after it use them.</summary>
internal sealed class Glossary
{
    /// <summary>More than these a plan hardly repeats.</summary>
    private const int MaxTerms = 60;

    private const int MaxTerm = 80;

    public const string Rule = """
        - "glossary": terms of these tasks that may come up in others too (things, roles, documents, names of steps), at most 20, each with its
          "translation". Those of the data's "glossary" are settled: use these words, and do not list them again.
        """;

    private readonly Dictionary<string, string> _terms = new(StringComparer.OrdinalIgnoreCase);

    public static readonly JsonObject Schema = JsonNode.Parse("""
        {
          "type": "array",
          "items": {
            "type": "object",
            "properties": { "term": { "type": "string" }, "translation": { "type": "string" } },
            "required": ["term", "translation"],
            "additionalProperties": false
          }
        }
        """)!.AsObject();

    /// <summary>Adds what an answer brings. Of a term that is there already the first translation stays.</summary>
    public void Add(JsonElement answer)
    {
        if (JsonAnswer.Property(answer, "glossary") is not { ValueKind: JsonValueKind.Array } list) return;
        foreach (var item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            if (_terms.Count >= MaxTerms) return;
            if (JsonAnswer.Text(item, "term") is { Length: > 0 and <= MaxTerm } term && JsonAnswer.Text(item, "translation") is { Length: > 0 and <= MaxTerm } translation) _terms.TryAdd(term, translation);
        }
    }

    /// <summary>As a prompt shows it.</summary>
    public JsonArray ToJson() => PromptParts.Array(_terms.Select(term => new JsonObject { ["term"] = term.Key, ["translation"] = term.Value }));
}
