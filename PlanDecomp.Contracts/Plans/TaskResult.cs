namespace PlanDecomp.Contracts.Plans;

/// <summary>What came of working on a task. Each execution adds a version; earlier ones stay.</summary>
public sealed record TaskResult
{
    public required long TaskId { get; init; }

    /// <summary>1, 2, 3 … within the task; the greatest is the current one.</summary>
    public required int Version { get; init; }

    /// <summary>One of <see cref="TaskResultKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Markdown. Show it without raw HTML.</summary>
    public required string Content { get; init; }

    /// <summary>The execution that wrote it.</summary>
    public required string JobId { get; init; }

    /// <summary><c>llm</c> or <c>offline</c>.</summary>
    public required string Writer { get; init; }

    /// <summary>The model's name; null offline.</summary>
    public string? Model { get; init; }

    /// <summary>True when it prepares a person's work and is not the work itself. Never true of older versions' results, which do not say.</summary>
    public bool Prepared { get; init; }

    /// <summary>True when its end is missing: the model's output limit, or the longest a result may be, ended it.</summary>
    public bool Incomplete { get; init; }

    /// <summary>Tells it from other results, for those that are made from it. Never sent to a client.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Stamp { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a result is.</summary>
public static class TaskResultKind
{
    /// <summary>The work of a task without children.</summary>
    public const string Work = "work";

    /// <summary>A parent's summary of what is below it.</summary>
    public const string Summary = "summary";

    /// <summary>An execution's final document: all results as one. It is a <see cref="FinalDocument"/>, no task's result.</summary>
    public const string Document = "document";
}

/// <summary>One page of a task's results, newest first.</summary>
/// <param name="Results">The page.</param>
/// <param name="NextCursor">Pass as <c>cursor</c> for the page after it; null at the end.</param>
public sealed record TaskResultPage(IReadOnlyList<TaskResult> Results, string? NextCursor);
