using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>The code of lines that tell of stored work, such as <c>node.expanded</c>.</summary>
/// <remarks>Invariant: no text, so that no log takes it. Only a commit does, by <see cref="RunTransaction.Tell"/>: the line cannot be there without the work.</remarks>
/// <param name="Name">A stable dotted name; pages translate by it.</param>
public sealed record WorkCode(string Name);

/// <summary>A line that tells of work, on its way into the transaction that stores the work.</summary>
public sealed record WorkLine
{
    /// <param name="level">How grave it is.</param>
    /// <param name="code">What it tells of.</param>
    /// <param name="message">The English text, arguments already in place.</param>
    /// <param name="arguments">Named values: text, numbers, truth values or null.</param>
    public WorkLine(JobLogLevel level, WorkCode code, string message, params IReadOnlyList<(string Name, object? Value)> arguments) =>
        (Level, Code, Message, Arguments) = (level, code, message, arguments);

    public JobLogLevel Level { get; }
    public WorkCode Code { get; }
    public string Message { get; }
    public IReadOnlyList<(string Name, object? Value)> Arguments { get; }

    /// <summary>As the log takes it.</summary>
    public NewLogLine At(DateTimeOffset now) => new(now, Level, Message, LogMetadata.Create(Code.Name, [.. Arguments]));
}
