namespace PlanDecomp.Contracts.Plans;

/// <summary>What an execution has brought as one document: its results, what is still open, and what people have to do.</summary>
public sealed record FinalDocument
{
    public required long PlanId { get; init; }

    /// <summary>The execution that assembled it.</summary>
    public required string JobId { get; init; }

    /// <summary>The task that was executed; null for the whole plan.</summary>
    public long? TaskId { get; init; }

    /// <summary>That task's title, or the plan's, at the time.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown without the title. Show it without raw HTML.</summary>
    public required string Content { get; init; }

    /// <summary><c>llm</c> or <c>offline</c>: put together by rules.</summary>
    public required string Writer { get; init; }

    /// <summary>The model's name; null offline.</summary>
    public string? Model { get; init; }

    /// <summary>True when its end is missing.</summary>
    public bool Incomplete { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
