using PlanDecomp.Api.Accounts;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Logs;

/// <summary>Whose account a request speaks for.</summary>
public static class CallerOwner
{
    /// <summary>The caller's account; never empty.</summary>
    public static string Of(HttpContext http) => http.User.Owner();

    /// <summary>A random id is no authorisation: every route that shows a job asks this.</summary>
    public static bool Owns(HttpContext http, Job job) => Of(http) == job.Owner;
}
