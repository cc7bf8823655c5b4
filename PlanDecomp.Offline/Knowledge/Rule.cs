namespace PlanDecomp.Offline.Knowledge;

/// <summary>A task as the rules know it, its words not yet filled in.</summary>
/// <param name="Title">Starts with a verb where the language has it so.</param>
/// <param name="Do">What to do, and how one knows that it is done.</param>
public sealed record Rule(Words Title, Words Do)
{
    /// <summary>Starts together with the task before it instead of waiting for it.</summary>
    public bool Beside { get; init; }

    /// <summary>Its parts, in order. Empty: broken down by <see cref="Work"/>, or done in one go when that is null too.</summary>
    public IReadOnlyList<Rule> Parts { get; init; } = [];

    /// <summary>The type of work, which knows the usual steps.</summary>
    public WorkType? Work { get; init; }

    /// <summary>Set on a rule that stands for one task a day, week or month; title and instruction of the rule itself are not used.</summary>
    public PeriodRule? Periods { get; init; }
}

/// <summary>One task for each period of the request's duration.</summary>
/// <param name="DaysOnly">True: days only (trips, events). False: days, weeks or months, whichever suits the duration.</param>
/// <param name="Variants">The first is for the first period, the last for the last, the others are spread over what lies between.</param>
/// <param name="Otherwise">Taken when the request names no suitable duration.</param>
public sealed record PeriodRule(bool DaysOnly, IReadOnlyList<Rule> Variants, IReadOnlyList<Rule> Otherwise);

/// <summary>The vocabulary in which the kinds are written.</summary>
public static class Rules
{
    /// <summary>A task that waits for those before it, broken down into <paramref name="parts"/>.</summary>
    public static Rule Then(Words title, Words instruction, params Rule[] parts) => new(title, instruction) { Parts = parts };

    /// <summary>A task that waits for those before it, broken down by its type of work.</summary>
    public static Rule Then(Words title, Words instruction, WorkType work) => new(title, instruction) { Work = work };

    /// <summary>A task that starts together with the one before it.</summary>
    public static Rule Also(Words title, Words instruction, params Rule[] parts) => new(title, instruction) { Parts = parts, Beside = true };

    /// <inheritdoc cref="Also(Words, Words, Rule[])"/>
    public static Rule Also(Words title, Words instruction, WorkType work) => new(title, instruction) { Work = work, Beside = true };

    /// <summary>One task a day.</summary>
    public static Rule EachDay(Rule[] variants, Rule[] otherwise) =>
        new(new Words("", ""), new Words("", "")) { Periods = new PeriodRule(true, variants, otherwise) };

    /// <summary>One task a day, week or month.</summary>
    public static Rule EachStretch(Rule[] variants, Rule[] otherwise) =>
        new(new Words("", ""), new Words("", "")) { Periods = new PeriodRule(false, variants, otherwise) };
}
