namespace PlanDecomp.Offline.Knowledge;

/// <summary>How a kind of plan speaks of its subject.</summary>
public enum SubjectForm
{
    /// <summary>The thing itself: "the team trip to Kyoto".</summary>
    Thing,

    /// <summary>What the thing is about: of "a survey paper on phage therapy", "phage therapy".</summary>
    Topic,

    /// <summary>The activity: "moving to Berlin".</summary>
    Doing,
}

/// <summary>A kind of plan that the rules know: how to recognise it, and its phases.</summary>
public sealed record Kind
{
    /// <summary>Lower case, stable, used in tests and documents.</summary>
    public required string Name { get; init; }

    /// <summary>Words that settle the kind by themselves. English ones match whole words; both languages in one list.</summary>
    public required IReadOnlyList<string> Sure { get; init; }

    /// <summary>Words that make the kind likely.</summary>
    public IReadOnlyList<string> Likely { get; init; } = [];

    /// <summary>Words that decide between kinds that are close.</summary>
    public IReadOnlyList<string> Maybe { get; init; } = [];

    /// <summary>What the subject is called when the request does not say.</summary>
    public required Words Noun { get; init; }

    public SubjectForm Form { get; init; } = SubjectForm.Thing;

    /// <summary>
    /// Names of the thing, both languages, longest first. A topic is what is left without them ("paper on"); a thing that
    /// contains one is spoken of with "the".
    /// </summary>
    public IReadOnlyList<string> Things { get; init; } = [];

    /// <summary>Wraps a subject that names none of <see cref="Things"/>: <c>("trip to {subject}", "{subject}之行")</c>.</summary>
    public Words? Frame { get; init; }

    public required IReadOnlyList<Rule> Phases { get; init; }
}
