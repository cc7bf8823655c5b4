using System.Globalization;
using PlanDecomp.Api.Problems;

namespace PlanDecomp.Api.Limits;

/// <summary>429 with <c>Retry-After</c>, wherever something is too much.</summary>
internal static class TooMany
{
    public static Task ExecuteAsync(HttpContext http, TimeSpan wait) => Answer(http, wait).ExecuteAsync(http);

    /// <param name="http">The request; its answer gets the header.</param>
    /// <param name="wait">How long to wait, for a program.</param>
    /// <param name="title">What there is too much of, for a person; null for requests.</param>
    public static IResult Answer(HttpContext http, TimeSpan wait, string? title = null)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return title is null ? Problem.Status(StatusCodes.Status429TooManyRequests) : TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: title);
    }
}
