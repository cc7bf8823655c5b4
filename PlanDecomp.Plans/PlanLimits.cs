namespace PlanDecomp.Plans;

/// <summary>How large a plan and its parts may be.</summary>
public static class PlanLimits
{
    /// <summary>Characters of a title, trimmed.</summary>
    public const int TitleLength = 200;

    /// <summary>Characters of a plan's description.</summary>
    public const int DescriptionLength = 20_000;

    /// <summary>Characters of a plan's standing wishes.</summary>
    public const int WishesLength = 4_000;

    /// <summary>Characters of a task's instruction.</summary>
    public const int InstructionLength = 20_000;

    /// <summary>Characters of a task's result that is imported. Executions have a limit of their own.</summary>
    public const int ResultLength = 1_000_000;

    /// <summary>Versions of a task's results that are imported.</summary>
    public const int Results = 1_000;

    /// <summary>The deepest level of a task. A tree nests two JSON levels a task level, and readers stop at 64 by default.</summary>
    public const int Depth = 20;

    /// <summary>Tasks that one task may depend on.</summary>
    public const int Dependencies = 200;

    /// <summary>Hours of work of one task.</summary>
    public const double EffortHours = 10_000;

    /// <summary>Hours as they are kept: few enough digits that every way of writing them down gives the same number back.</summary>
    public static double? Round(double? hours) => hours is { } value ? Math.Round(value, 2) : null;
}
