namespace PlanDecomp.Web.Client.Plans;

/// <summary>The pages of one plan, as its navigation row shows them.</summary>
public enum PlanSection
{
    Tasks,
    Graph,

    /// <summary>What an execution has brought, as one text.</summary>
    Document,
    Changes,

    /// <summary>What was worked out and waits to be accepted or rejected.</summary>
    Drafts,
}
