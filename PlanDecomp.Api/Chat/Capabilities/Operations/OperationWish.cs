using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>An operation as a person words it.</summary>
/// <param name="Operation">Which.</param>
internal sealed record OperationWish(OperationDescriptor Operation)
{
    /// <summary>Words for what it works on, where that is one thing.</summary>
    public TargetName Target { get; init; } = TargetName.Of("");

    /// <summary>Words for the tasks it works on, where those are several.</summary>
    public TaskList Tasks { get; init; } = new([], null);

    /// <summary>What to mind; null for nothing.</summary>
    public string? Hint { get; init; }

    /// <summary>A language's name in English or Chinese, or its tag; null when none is said.</summary>
    public string? Language { get; init; }

    /// <summary>What its number is to be; null leaves it to the operation.</summary>
    public int? Number { get; init; }

    /// <summary>The change is to be looked at first; false makes it at once; null leaves it to the operation.</summary>
    public bool? IsDraft { get; init; }
}
