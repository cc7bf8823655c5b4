using Microsoft.AspNetCore.Http.HttpResults;

namespace PlanDecomp.Api.Logs;

/// <summary>What is answered instead of a log (RFC 9457).</summary>
internal static class LogProblems
{
    /// <summary>No such job, or another's: the two are told apart by no one.</summary>
    public static ProblemHttpResult NoJob() =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "No such job", detail: "It was removed or was never there.");

    public static ValidationProblem Invalid(string field, string why) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [why] });

    public static IResult Refused(HttpContext http, StreamAdmission admission)
    {
        var (status, retryAfter, title) = admission switch
        {
            StreamAdmission.OwnerFull => (StatusCodes.Status429TooManyRequests, "10", "Too many open streams of yours"),
            StreamAdmission.InstanceFull => (StatusCodes.Status503ServiceUnavailable, "10", "Too many open streams"),
            StreamAdmission.Stopping => (StatusCodes.Status503ServiceUnavailable, "1", "This instance stops"),
            _ => throw new ArgumentOutOfRangeException(nameof(admission)),
        };
        http.Response.Headers.RetryAfter = retryAfter;
        return TypedResults.Problem(statusCode: status, title: title);
    }
}
