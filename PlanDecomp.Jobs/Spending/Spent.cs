using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.Spending;

/// <summary>What was used of the language model.</summary>
/// <param name="Calls">Requests that were sent.</param>
/// <param name="InputTokens">Read by it.</param>
/// <param name="OutputTokens">Written by it.</param>
/// <param name="Cost">In the currency of the prices; what has no price costs nothing here.</param>
public sealed record Spent(long Calls, long InputTokens, long OutputTokens, decimal Cost)
{
    public static readonly Spent Nothing = new(0, 0, 0, 0);

    public long Tokens => InputTokens + OutputTokens;

    /// <summary>Of the tokens, those that are guessed.</summary>
    public long EstimatedTokens { get; init; }

    public bool IsNothing => this == Nothing;

    /// <summary>The figures of a job.</summary>
    public static Spent Of(JobStats? stats) => new(stats?.LlmCalls ?? 0, stats?.InputTokens ?? 0, stats?.OutputTokens ?? 0, stats?.Cost ?? 0)
    {
        EstimatedTokens = stats?.EstimatedTokens ?? 0,
    };

    public static Spent operator +(Spent one, Spent other) =>
        new(one.Calls + other.Calls, one.InputTokens + other.InputTokens, one.OutputTokens + other.OutputTokens, one.Cost + other.Cost)
        {
            EstimatedTokens = one.EstimatedTokens + other.EstimatedTokens,
        };

    /// <summary>What is more here than there, figure by figure.</summary>
    public Spent Beyond(Spent other) =>
        new(Math.Max(0, Calls - other.Calls), Math.Max(0, InputTokens - other.InputTokens), Math.Max(0, OutputTokens - other.OutputTokens), Math.Max(0, Cost - other.Cost))
        {
            EstimatedTokens = Math.Max(0, EstimatedTokens - other.EstimatedTokens),
        };
}
