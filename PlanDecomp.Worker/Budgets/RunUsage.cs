using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Budgets;

/// <summary>What a run has used, over all attempts.</summary>
internal sealed record RunUsage
{
    public int Calls { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public decimal? Cost { get; init; }

    /// <summary>Of the tokens, those that are guessed.</summary>
    public long EstimatedTokens { get; init; }

    /// <summary>What each model has done.</summary>
    public IReadOnlyList<ModelUse>? Models { get; init; }

    public double Seconds { get; init; }

    [JsonIgnore]
    public long Tokens => InputTokens + OutputTokens;

    /// <summary>The same with one more call's tokens and cost; the call itself is counted when it begins.</summary>
    public RunUsage With(PaidCall call)
    {
        var tokens = call.InputTokens + call.OutputTokens;
        var before = Models?.FirstOrDefault(model => model.Model == call.Model) ?? new ModelUse(call.Model, 0, 0, null);
        var after = new ModelUse(call.Model, before.Calls + 1, before.Tokens + tokens, Sum(before.Cost, call.Cost));
        return this with
        {
            InputTokens = InputTokens + call.InputTokens,
            OutputTokens = OutputTokens + call.OutputTokens,
            Cost = Sum(Cost, call.Cost),
            EstimatedTokens = EstimatedTokens + (call.IsEstimated ? tokens : 0),
            Models = [.. (Models ?? []).TakeWhile(model => model.Model != call.Model), after, .. (Models ?? []).SkipWhile(model => model.Model != call.Model).Skip(1)],
        };

        static decimal? Sum(decimal? one, decimal? other) => other is null ? one : (one ?? 0) + other;
    }

    /// <summary>For a result: null when the model that it names has done all.</summary>
    public IReadOnlyList<ModelUse>? OtherModelsThan(string? named) => Models?.Any(use => use.Model != named) == true ? Models : null;

    /// <summary>The greater of what was committed and what was last reported: calls paid for after the last commit count too.</summary>
    public RunUsage AtLeast(JobStats? stats) => stats is null ? this : new()
    {
        Calls = Math.Max(Calls, stats.LlmCalls ?? 0),
        InputTokens = Math.Max(InputTokens, stats.InputTokens ?? 0),
        OutputTokens = Math.Max(OutputTokens, stats.OutputTokens ?? 0),
        Cost = Cost is null || stats.Cost > Cost ? stats.Cost ?? Cost : Cost,
        EstimatedTokens = Math.Max(EstimatedTokens, stats.EstimatedTokens ?? 0),
        Models = (stats.Models?.Sum(model => model.Calls) ?? 0) > (Models?.Sum(model => model.Calls) ?? 0) ? stats.Models : Models,
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
        EstimatedTokens = EstimatedTokens > 0 ? EstimatedTokens : null,
        Models = Models,
        ElapsedSeconds = Math.Round(Seconds, 3),
    };
}
