using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Kinds;

/// <summary>All kinds of plans the rules know. Where two fit equally well, the one further up is taken.</summary>
public static class KnownKinds
{
    /// <summary>Taken when no other kind has enough signs; like those of <see cref="Otherwise"/> not in <see cref="All"/>.</summary>
    public static Kind General { get; } = GeneralPlan.Kind;

    /// <summary>Taken instead of <see cref="General"/> for something small, said in two or three words.</summary>
    public static Kind Small { get; } = SmallTask.Kind;

    /// <summary>Taken instead of <see cref="General"/> for a wish that does not say what is wanted.</summary>
    public static Kind Vague { get; } = VagueWish.Kind;

    /// <summary>The kinds that take what no sign tells.</summary>
    public static IReadOnlyList<Kind> Otherwise { get; } = [General, Small, Vague];

    public static IReadOnlyList<Kind> All { get; } =
    [
        Thesis.Kind, ReviewPaper.Kind, EmpiricalStudy.Kind, WritingBook.Kind, Presentation.Kind,
        Wedding.Kind, TeamTrip.Kind, Trip.Kind, Celebration.Kind, ProductLaunch.Kind, MarketingCampaign.Kind, Fundraising.Kind,
        Funeral.Kind, MachineLearning.Kind, DataAnalysis.Kind, SoftwareMigration.Kind, SoftwareProject.Kind, ContentChannel.Kind,
        DrivingLicence.Kind, ExamPreparation.Kind, Teaching.Kind, Learning.Kind, Hiring.Kind, JobSearch.Kind, MovingHouse.Kind, Renovation.Kind, MajorPurchase.Kind,
        Business.Kind, Fitness.Kind, PersonalFinance.Kind, Compliance.Kind, ProcessImprovement.Kind, PublicEvent.Kind, ShortText.Kind, Report.Kind,
        OfficialProcedure.Kind, LifeEvent.Kind, Meal.Kind, Choosing.Kind, Shopping.Kind,
    ];
}
