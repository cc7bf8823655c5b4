namespace PlanBench;

/// <summary>What a checker counts in a plan. Every figure but <see cref="Tasks"/> should be 0.</summary>
public sealed record PlanFindings
{
    public int Tasks { get; init; }

    /// <summary>Groups of tasks that wait for each other, directly or because one is a part of the other: none of them can be done.</summary>
    public int Cycles { get; init; }

    /// <summary>Tasks without parts that neither wait for anything nor are waited for, themselves or by what they are part of, in a plan that has dependencies.</summary>
    public int Orphans { get; init; }

    /// <summary>Tasks that have the title of another one, case, punctuation and white space aside.</summary>
    public int Duplicates { get; init; }

    /// <summary>Dependencies of a task with parts on another one with parts: a whole branch waits for a whole branch.</summary>
    public int Barriers { get; init; }

    /// <summary>Dates in titles and instructions that are before the first or after the last day of the request.</summary>
    public int DatesOutside { get; init; }

    public int EmptyInstructions { get; init; }

    public static PlanFindings Sum(IEnumerable<PlanFindings> plans) => plans.Aggregate(new PlanFindings(), (sum, one) => new PlanFindings
    {
        Tasks = sum.Tasks + one.Tasks,
        Cycles = sum.Cycles + one.Cycles,
        Orphans = sum.Orphans + one.Orphans,
        Duplicates = sum.Duplicates + one.Duplicates,
        Barriers = sum.Barriers + one.Barriers,
        DatesOutside = sum.DatesOutside + one.DatesOutside,
        EmptyInstructions = sum.EmptyInstructions + one.EmptyInstructions,
    });
}
