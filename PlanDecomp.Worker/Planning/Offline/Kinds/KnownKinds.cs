using PlanDecomp.Worker.Planning.Offline.Knowledge;

namespace PlanDecomp.Worker.Planning.Offline.Kinds;

/// <summary>All kinds of plans the rules know. Where two fit equally well, the one further up is taken.</summary>
public static class KnownKinds
{
    /// <summary>Taken when no other kind has enough signs; not in <see cref="All"/>.</summary>
    public static Kind General { get; } = GeneralPlan.Kind;

    public static IReadOnlyList<Kind> All { get; } =
    [
        Thesis.Kind, ReviewPaper.Kind, EmpiricalStudy.Kind, WritingBook.Kind, Presentation.Kind,
        Wedding.Kind, TeamTrip.Kind, Trip.Kind, Celebration.Kind, ProductLaunch.Kind, MarketingCampaign.Kind, Fundraising.Kind,
        MachineLearning.Kind, DataAnalysis.Kind, SoftwareMigration.Kind, SoftwareProject.Kind, ContentChannel.Kind,
        ExamPreparation.Kind, Teaching.Kind, Learning.Kind, Hiring.Kind, JobSearch.Kind, MovingHouse.Kind, Renovation.Kind, MajorPurchase.Kind,
        Business.Kind, Fitness.Kind, PersonalFinance.Kind, Compliance.Kind, ProcessImprovement.Kind, PublicEvent.Kind, Report.Kind,
    ];
}
