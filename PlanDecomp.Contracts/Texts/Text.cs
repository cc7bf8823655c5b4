namespace PlanDecomp.Contracts.Texts;

/// <summary>A text in each language: one without a translation does not compile. May hold <c>{0}</c>, <c>{1}</c> … as in <see cref="string.Format(string, object?)"/>.</summary>
public readonly record struct Text(string English, string Chinese);
