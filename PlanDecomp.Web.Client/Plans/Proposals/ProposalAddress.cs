using System.Globalization;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Plans.Proposals;

/// <summary>Where drafts are.</summary>
public static class ProposalAddress
{
    /// <summary>All of a plan.</summary>
    public static string OfList(long planId) => string.Create(CultureInfo.InvariantCulture, $"/plans/{planId}/proposals");

    public static string Of(Proposal proposal) => string.Create(CultureInfo.InvariantCulture, $"/plans/{proposal.PlanId}/proposals/{proposal.ProposalId}");
}
