using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>What is about to be done, its names resolved: two ways to say the same are the same deed.</summary>
/// <param name="Name">The tool's, or its action's; see <see cref="Contracts.Chat.ChatActNames"/>.</param>
/// <param name="Plan">To what; null for what is about no plan that there is.</param>
/// <param name="Task">To which task of it; null for the whole plan.</param>
internal sealed record Deed(string Name, Plan? Plan = null, PlanTask? Task = null)
{
    /// <summary>What else tells it from another: the tasks beside, a draft's number.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What a card says of it beside its name and target; Markdown in the person's language.</summary>
    public string Note { get; init; } = "";

    /// <summary>The most that it may cost, as a sentence in the person's language; null when that is not known.</summary>
    public string? Bound { get; init; }

    /// <summary>It starts a job: one after the other.</summary>
    public bool IsJob { get; init; }

    /// <summary>It costs nothing and changes nothing that is there: never asked about.</summary>
    public bool IsFree { get; init; }

    /// <summary>It changes one task, or the plan's own words.</summary>
    public bool IsSmall { get; init; }

    public string Subject => Task?.Title ?? Plan?.Title ?? "";

    public bool IsSameAs(Deed other) =>
        Name == other.Name && Plan?.PlanId == other.Plan?.PlanId && Task?.TaskId == other.Task?.TaskId && Detail == other.Detail;
}

/// <summary>By whose word a turn acts.</summary>
internal enum TurnAuthority
{
    /// <summary>The person's own words, as rules or commands have read them, or a card the person has confirmed.</summary>
    Person,

    /// <summary>A language model: what costs or changes more than one task takes the person's word.</summary>
    Model,

    /// <summary>No one's: it is only looked what the words would do. Nothing is changed, written or shown.</summary>
    Probe,
}
