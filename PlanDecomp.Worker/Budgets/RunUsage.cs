using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Worker.Budgets;

/// <summary>What a run has used, over all attempts.</summary>
internal sealed record RunUsage
{
    public int Calls { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public decimal? Cost { get; init; }
    public double Seconds { get; init; }

    [JsonIgnore]
    public long Tokens => InputTokens + OutputTokens;

    /// <summary>The greater of what was committed and what was last reported: calls paid for after the last commit count too.</summary>
    public RunUsage AtLeast(JobStats? stats) => stats is null ? this : new()
    {
        Calls = Math.Max(Calls, stats.LlmCalls ?? 0),
        InputTokens = Math.Max(InputTokens, stats.InputTokens ?? 0),
        OutputTokens = Math.Max(OutputTokens, stats.OutputTokens ?? 0),
        Cost = Cost is null || stats.Cost > Cost ? stats.Cost ?? Cost : Cost,
        Seconds = Math.Max(Seconds, stats.ElapsedSeconds ?? 0),
    };

    /// <summary>The same as live figures.</summary>
    /// <param name="paid">The work makes calls that cost; without, tokens have no meaning.</param>
    public JobStats ToStats(bool paid) => new()
    {
        LlmCalls = Calls,
        InputTokens = paid ? InputTokens : null,
        OutputTokens = paid ? OutputTokens : null,
        TotalTokens = paid ? Tokens : null,
        Cost = Cost,
        ElapsedSeconds = Math.Round(Seconds, 3),
    };
}
