namespace PlanDecomp.Contracts.Plans;

/// <summary>What a person wants done, and the tree of tasks below it.</summary>
public sealed record Plan
{
    public required long PlanId { get; init; }
    public required string Title { get; init; }

    /// <summary>The request in the person's own words; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>What to mind and what to leave out, in every job on the plan; null when nothing is wished, and in lists of plans.</summary>
    public string? Wishes { get; init; }

    /// <summary>The account that owns the plan. Never sent to a client.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Owner { get; init; } = "";

    public int TaskCount { get; init; }

    /// <summary>The plan's file is not where it should be, so this is what was known of it last. Nothing can be done with it but delete it.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool FileMissing { get; init; }

    /// <summary>Why the plan's file cannot be read, in words for a person, so that this is what was known of it last; null when it can.</summary>
    public string? FileFault { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>One page of plans, newest first.</summary>
/// <param name="Plans">The page.</param>
/// <param name="NextCursor">Pass as <c>cursor</c> for the page after it; null at the end.</param>
public sealed record PlanPage(IReadOnlyList<Plan> Plans, string? NextCursor);

/// <summary>A plan and its whole tree, children in order.</summary>
public sealed record PlanTree(Plan Plan, IReadOnlyList<PlanTaskNode> Tasks);
