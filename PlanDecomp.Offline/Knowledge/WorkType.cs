namespace PlanDecomp.Offline.Knowledge;

/// <summary>A type of work that every kind of plan has, such as researching, writing or booking, with its usual steps.</summary>
/// <param name="Verbs">English verbs (base form) that show it.</param>
/// <param name="ChineseVerbs">Chinese verbs that show it.</param>
/// <param name="Steps">The usual steps; their words carry <c>{about}</c>.</param>
public sealed record WorkType(IReadOnlyList<string> Verbs, IReadOnlyList<string> ChineseVerbs, IReadOnlyList<Rule> Steps);
