using PlanDecomp.Contracts.AcrossPlans;

namespace PlanDecomp.Plans.Documents;

/// <summary>What reading a document came to.</summary>
/// <param name="Format">As found.</param>
/// <param name="Plans">In the document's order; empty when there are errors.</param>
/// <param name="Warnings">What was left out or taken in another sense.</param>
/// <param name="Errors">Why nothing can be imported.</param>
public sealed record DocumentReading(
    string Format, IReadOnlyList<PlanDocument> Plans, IReadOnlyList<DocumentNote> Warnings, IReadOnlyList<DocumentNote> Errors);
