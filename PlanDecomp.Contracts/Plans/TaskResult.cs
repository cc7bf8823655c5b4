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

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a result is.</summary>
public static class TaskResultKind
{
    /// <summary>The work of a task without children.</summary>
    public const string Work = "work";

    /// <summary>A parent's summary of what is below it.</summary>
    public const string Summary = "summary";
}

/// <summary>One page of a task's results, newest first.</summary>
/// <param name="Results">The page.</param>
/// <param name="NextCursor">Pass as <c>cursor</c> for the page after it; null at the end.</param>
public sealed record TaskResultPage(IReadOnlyList<TaskResult> Results, string? NextCursor);
