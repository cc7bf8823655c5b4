using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Capabilities;

/// <summary>What a model can have a capability do.</summary>
/// <param name="Name">The tool, in snake_case. Those of one name are one tool for the model, with a choice among their actions.</param>
/// <param name="Meaning">What it does and when to use it. Paid for in every request: as short as it is clear.</param>
internal sealed record ChatTool(string Name, string Meaning)
{
    /// <summary>Which of the tool's actions it is; null for a tool of its own.</summary>
    public string? Action { get; init; }

    /// <summary>It costs, or changes more than one thing: the model is told to do it only when the person's own last message asks for it.</summary>
    public bool OnlyWhenAsked { get; init; }

    public IReadOnlyList<ToolParameter> Parameters { get; init; } = [];

    /// <summary>Does it. An <see cref="ArgumentException"/> tells the model what is wrong with its arguments.</summary>
    public required Func<ChatTurn, ToolArguments, CancellationToken, Task<ActionOutcome>> RunAsync { get; init; }
}

/// <summary>A parameter of a tool.</summary>
/// <param name="Name">In camelCase.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Meaning">Null for one that its name says all about, or that all tools have: <see cref="Shared"/>.</param>
internal sealed record ToolParameter(string Name, ToolType Type, string? Meaning = null)
{
    /// <summary>What the model is told once of the parameters that many tools have.</summary>
    public const string Shared =
        "Tools take a plan by its title or number such as #3, left out for the plan the conversation is about; a task by its title, its place such as 2.1 " +
        "or its id such as #12, left out for the whole plan. With draft true a change is proposed first and the person accepts or rejects it. A hint is what to mind; " +
        "expandDepth is how many levels of tasks, nodeBudget the most tasks.";

    public static ToolParameter Plan { get; } = new("plan", ToolType.Text);

    public static ToolParameter Task { get; } = new("task", ToolType.Text);

    public static ToolParameter Hint { get; } = new("hint", ToolType.Text);

    public static ToolParameter Draft { get; } = new("draft", ToolType.Flag);

    /// <summary>A call without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Of a list of objects: their fields.</summary>
    public IReadOnlyList<ToolParameter> Fields { get; init; } = [];

    /// <summary>The only values it may have; empty when any will do.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>What a tool's parameter holds.</summary>
internal enum ToolType
{
    Text,
    Texts,
    Number,
    Flag,

    /// <summary>A list of objects with the same fields.</summary>
    Objects,
}
