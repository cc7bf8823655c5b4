using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.AcrossPlans;

/// <summary>Asks for a file with plans: the named ones, or all of the caller's.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExportPlansRequest
{
    /// <summary>Left out with <see cref="All"/>.</summary>
    public IReadOnlyList<long>? PlanIds { get; init; }

    /// <summary>True instead of <see cref="PlanIds"/>.</summary>
    public bool? All { get; init; }

    /// <summary><c>json</c>, <c>markdown</c> or <c>zip</c>; <c>json</c> when left out.</summary>
    public string? Format { get; init; }
}

/// <summary>An export as stored in <c>params</c>.</summary>
public sealed record ExportParams
{
    /// <summary>Null: all plans that the owner has when the job runs.</summary>
    public IReadOnlyList<long>? PlanIds { get; set; }

    public string Format { get; set; } = PlanFormat.Json;
}

/// <summary>What an export made. <c>GET /jobs/{job_id}/file</c> sends the file.</summary>
/// <remarks>Lists are set, not init, for the reason told at <see cref="Jobs.DecomposeParams"/>: a stored result may be of an older version.</remarks>
public sealed record ExportResult
{
    /// <summary>What the file is called when it is downloaded.</summary>
    public required string FileName { get; init; }

    public required string ContentType { get; init; }
    public required string Format { get; init; }
    public required long Bytes { get; init; }

    /// <summary>The plans in the file, in its order.</summary>
    public IReadOnlyList<long> PlanIds { get; set; } = [];

    public int Tasks { get; init; }

    /// <summary>Plans that were asked for and deleted before their turn.</summary>
    public IReadOnlyList<long> MissingPlanIds { get; set; } = [];
}
