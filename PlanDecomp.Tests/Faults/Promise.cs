namespace PlanDecomp.Tests.Faults;

/// <summary>A job that the app has accepted: what it must not lose, double or repeat.</summary>
/// <param name="Kind">What was asked for, such as <c>decompose</c>.</param>
/// <param name="JobId">As the first answer named it.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="Title">The plan's title, of no other plan.</param>
/// <param name="By">Whose it is.</param>
/// <param name="During">The nemesis that was at work.</param>
internal sealed record Promise(string Kind, string JobId, long PlanId, string Title, Account By, string During)
{
    /// <summary>Who reads its stream; null when nobody does.</summary>
    public Follower? Follower { get; init; }

    /// <summary>Its maker kills every worker that runs it: it is to fail.</summary>
    public bool IsPoison { get; init; }
}
