namespace PlanDecomp.Contracts.Jobs;

/// <summary>How finely a plan is broken down, for people who think in no budgets. The server says what each comes to.</summary>
public static class Fineness
{
    /// <summary>Few, large tasks.</summary>
    public const string Rough = "rough";

    /// <summary>Tasks that one person does in one go; what is not said is this.</summary>
    public const string Normal = "normal";

    /// <summary>Small tasks, a level deeper.</summary>
    public const string Fine = "fine";

    public static IReadOnlyList<string> All { get; } = [Rough, Normal, Fine];
}

/// <summary>What a fineness comes to: the one place that says so.</summary>
/// <param name="ExpandDepth">Levels to create.</param>
/// <param name="NodeBudget">Tasks that may be created.</param>
/// <param name="MaxChildren">Children of a task, at most.</param>
public sealed record FinenessLimits(int ExpandDepth, int NodeBudget, int MaxChildren)
{
    /// <summary>Two full levels: six tasks with six each, of which a plan mostly has about 35. As many serve a person better than more.</summary>
    public static FinenessLimits Normal { get; } = new(ExpandDepth: 2, NodeBudget: 42, MaxChildren: 6);

    /// <param name="fineness">One of <see cref="Fineness"/>; null is normal.</param>
    /// <param name="normal">What normal comes to; the others are measured by it.</param>
    public static FinenessLimits Of(string? fineness, FinenessLimits normal) => fineness switch
    {
        Fineness.Rough => new(normal.ExpandDepth, Math.Max(1, normal.NodeBudget / 2), Math.Max(Math.Min(2, normal.MaxChildren), normal.MaxChildren - 2)),
        Fineness.Fine => new(normal.ExpandDepth + 1, normal.NodeBudget * 3, normal.MaxChildren + 1),
        _ => normal,
    };
}
