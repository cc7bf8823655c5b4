using PlanDecomp.Api.Problems;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>What a person's words for a thing came to.</summary>
/// <param name="Item">The thing; null when it is not clear.</param>
/// <param name="Problem">Then: why, and what to do next, in the person's language.</param>
/// <param name="IsUnknown">Then: nothing is called that. False when several are.</param>
internal sealed record Found<T>(T? Item, string Problem, bool IsUnknown)
    where T : class
{
    public static Found<T> It(T item) => new(item, "", false);

    public static Found<T> Nothing(string problem) => new(null, problem, true);

    public static Found<T> Several(string problem) => new(null, problem, false);
}
