using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.AcrossPlans;

/// <summary>Asks for plans to be made from a document.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ImportPlanRequest
{
    /// <summary><c>json</c>, <c>markdown</c>, <c>zip</c> or <c>auto</c>; <c>auto</c> when left out.</summary>
    public string? Format { get; init; }

    /// <summary>The document's text; a zip as Base64 (RFC 4648).</summary>
    public string? Content { get; init; }

    /// <summary>The plan's title, instead of the document's own.</summary>
    public string? Title { get; init; }
}

/// <summary>How large a document may be.</summary>
/// <param name="MaxBytes">Of the request's body, in bytes.</param>
/// <param name="MaxTasks">Of one plan.</param>
/// <param name="MaxPlans">Of one document.</param>
public sealed record ImportLimits(long MaxBytes, int MaxTasks, int MaxPlans);

/// <summary>An import as stored in <c>params</c>; the document itself is a file of the job's.</summary>
public sealed record ImportParams
{
    public string Format { get; set; } = PlanFormat.Auto;
    public string? Title { get; set; }

    /// <summary>The document's size.</summary>
    public long Bytes { get; set; }

    /// <summary>For a child job: the one plan of its parent's document that it makes, from 1.</summary>
    public int? Part { get; set; }
}

/// <summary>What an import made, or why it made nothing.</summary>
/// <remarks>Lists are set, not init, for the reason told at <see cref="Jobs.DecomposeParams"/>: a stored result may be of an older version.</remarks>
public sealed record ImportResult
{
    /// <summary>The format found.</summary>
    public string? Format { get; init; }

    /// <summary>The new plans, in the document's order.</summary>
    public IReadOnlyList<ImportedPlan> Plans { get; set; } = [];

    /// <summary>Plans of a document of several whose child job made none.</summary>
    public IReadOnlyList<FailedPlan> FailedPlans { get; set; } = [];

    /// <summary>What was left out or taken in another sense.</summary>
    public IReadOnlyList<DocumentNote> Warnings { get; set; } = [];

    /// <summary>Why the document cannot be imported; with any of these nothing was.</summary>
    public IReadOnlyList<DocumentNote> Errors { get; set; } = [];
}

/// <summary>A plan that an import made.</summary>
/// <param name="PlanId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="TaskCount">Its tasks.</param>
/// <param name="JobId">The child job that made it; null when the import did itself.</param>
public sealed record ImportedPlan(long PlanId, string Title, int TaskCount, string? JobId = null);

/// <summary>A plan that was not made.</summary>
/// <param name="Title">Its title in the document.</param>
/// <param name="JobId">The child job that should have made it.</param>
/// <param name="Status">How that ended.</param>
/// <param name="Error">Why, in words.</param>
public sealed record FailedPlan(string Title, string JobId, string Status, string? Error);

/// <summary>Something about a place in an imported document.</summary>
public sealed record DocumentNote
{
    /// <summary>What is the matter, in one stable word that pages translate by; docs/export-and-import.md lists them.</summary>
    public required string Code { get; init; }

    /// <summary>The same for a person, in English.</summary>
    public required string Reason { get; init; }

    /// <summary>The file within a zip.</summary>
    public string? File { get; init; }

    /// <summary>From 1.</summary>
    public int? Line { get; init; }

    /// <summary>In JSON, such as <c>$.plans[0].tasks[2].title</c>.</summary>
    public string? Path { get; init; }
}
