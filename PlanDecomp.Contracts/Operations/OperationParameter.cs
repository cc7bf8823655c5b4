using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Contracts.Operations;

/// <summary>Something that may be asked of an operation.</summary>
/// <param name="Name">On the wire: a field of <see cref="OperationRequest"/>.</param>
/// <param name="Kind">What it holds.</param>
public sealed record OperationParameter(string Name, ParameterKind Kind)
{
    /// <summary>The least number, or the fewest entries.</summary>
    public int Min { get; init; }

    /// <summary>The greatest number, or the most entries.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>What is wrong with a request that leaves it out, as the end of a sentence; null when it may be left out.</summary>
    public string? Missing { get; init; }

    /// <summary>What the chat asks who left it out, though it is needed, or went beyond its limits (<c>{0}</c> to <c>{1}</c>); null for one that cannot happen to.</summary>
    public Text? Question { get; init; }

    /// <summary>What can be chosen; empty for other kinds.</summary>
    public IReadOnlyList<ParameterChoice> Choices { get; init; } = [];

    /// <summary>It means something for a task with children alone.</summary>
    public bool ForParentsOnly { get; init; }

    /// <summary>A limit: folded away with the budgets.</summary>
    public bool IsLimit { get; init; }

    public required Text Label { get; init; }

    public Text? Help { get; init; }

    /// <summary>What a language model is told of it, where more than its name is needed.</summary>
    public string? ForModel { get; init; }
}

/// <summary>One value of a parameter that is chosen.</summary>
/// <param name="Value">On the wire.</param>
/// <param name="Words">For a person.</param>
/// <param name="OfPlan">A whole plan can be asked for it too.</param>
public sealed record ParameterChoice(string Value, Text Words, bool OfPlan = true);

/// <summary>What a parameter holds, which also says how it is filled in and read out of what people say.</summary>
public enum ParameterKind
{
    /// <summary>Words for whoever works it out.</summary>
    Hint,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of its choices.</summary>
    Choice,

    /// <summary>A language's tag (BCP 47).</summary>
    Language,

    /// <summary>Tasks below the target.</summary>
    TasksBelow,

    /// <summary>Tasks beside the target.</summary>
    Siblings,
}
