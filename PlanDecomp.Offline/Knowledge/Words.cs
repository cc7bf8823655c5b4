namespace PlanDecomp.Offline.Knowledge;

/// <summary>The languages the rules speak.</summary>
public enum Language
{
    English,
    Chinese,
}

/// <summary>The same words in both languages. Written as a pair: <c>("Book the venue", "预订场地")</c>.</summary>
/// <remarks>
/// <para>Placeholders: <c>{subject}</c> (what the plan is about, with its article), <c>{about}</c> (what the task above is about),
/// <c>{period}</c> ("Day 2"), and the facts of the request: <c>{duration}</c>, <c>{people}</c>, <c>{budget}</c>, <c>{deadline}</c>,
/// <c>{tech}</c>, <c>{from}</c>, <c>{to}</c>.</para>
/// <para>A part in square brackets is left out when a fact in it is unknown: <c>"Set the budget[ of {budget}]"</c>.</para>
/// </remarks>
public sealed record Words(string En, string Zh)
{
    public static implicit operator Words((string En, string Zh) pair) => new(pair.En, pair.Zh);

    public string In(Language language) => language == Language.Chinese ? Zh : En;
}
