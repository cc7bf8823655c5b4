using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>A question to the model.</summary>
internal sealed record Question
{
    /// <summary>Names it within the operation, the same at every attempt: its answer is stored under it.</summary>
    public required string Step { get; init; }

    public required CallSubject About { get; init; }

    /// <summary>What makes a good answer.</summary>
    public required string Rules { get; init; }

    /// <summary>An example of the answer's JSON.</summary>
    public required string Form { get; init; }

    /// <summary>What to do now, in a sentence.</summary>
    public required string Task { get; init; }

    public required JsonObject Data { get; init; }
    public required JsonElement Schema { get; init; }

    /// <summary>The schema's name for the endpoint.</summary>
    public required string SchemaName { get; init; }
}

/// <summary>Reads an answer's JSON. Null when it cannot be used, and then <paramref name="fault"/> says why, for a model or a person.</summary>
internal delegate T? ReadJson<out T>(JsonElement root, out string fault)
    where T : class;
