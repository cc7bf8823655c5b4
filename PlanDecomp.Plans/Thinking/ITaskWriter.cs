using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Thinking;

/// <summary>Does the work of a task in writing. Two stand behind it: a language model, and the offline rules.</summary>
public interface ITaskWriter
{
    /// <summary><c>llm</c> or <c>offline</c>.</summary>
    string Name { get; }

    /// <summary>The model's name; null offline.</summary>
    string? Model { get; }

    /// <summary>The task's result, and whether that is the work or what a person needs to do it.</summary>
    /// <param name="request">The task and what surrounds it.</param>
    /// <param name="usage">Told of every paid call as it ends, failed ones included; refuses the next when a budget is used up.</param>
    /// <param name="ct">Cancels, also in mid-call.</param>
    /// <exception cref="TaskWritingException">No usable answer came of it. Only this task fails.</exception>
    Task<WrittenText> WriteAsync(WritingRequest request, ICallUsage usage, CancellationToken ct);
}

/// <summary>What came of the writing.</summary>
/// <param name="Content">Markdown, never blank.</param>
/// <param name="IsPrepared">It prepares what only a person can do, or it is not known to be the work itself. Says nothing of summaries and documents.</param>
public sealed record WrittenText(string Content, bool IsPrepared)
{
    /// <summary>Its end is missing.</summary>
    public bool IsIncomplete { get; init; }
}

/// <summary>What a writer needs to know of one task.</summary>
public sealed record WritingRequest
{
    /// <summary>Null for the plan itself, of which only a document is written.</summary>
    public required long? TaskId { get; init; }

    /// <summary>One of <see cref="TaskResultKind"/>: the work of a leaf, a parent's summary, or the final document of all.</summary>
    public required string Kind { get; init; }

    public required string PlanTitle { get; init; }

    /// <summary>The request in the person's own words; may be empty.</summary>
    public required string PlanDescription { get; init; }

    /// <summary>What the task belongs to, from the top task down to its parent: what it is for.</summary>
    public IReadOnlyList<TaskSketch> Ancestors { get; init; } = [];

    public required string Title { get; init; }
    public string Instruction { get; init; } = "";

    /// <summary>For work: results it builds on, the most relevant first. For a summary or a document: the parts, in order.</summary>
    public IReadOnlyList<TaskInput> Inputs { get; init; } = [];

    /// <summary>The tree as it stands, one line a task; cut to a sensible length.</summary>
    public string Outline { get; init; } = "";

    public string? Hint { get; init; }
}

/// <summary>Another task with what came of it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Content">Its result, cut to what there is room for; null when it has none.</param>
public sealed record TaskInput(string Title, PlanTaskStatus Status, string? Content);

/// <summary>No usable answer for a task, repeats and retries included. The message is for a person.</summary>
public sealed class TaskWritingException(string message, Exception? inner = null) : Exception(message, inner);
