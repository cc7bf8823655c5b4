using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanDecomp.Api.Problems;

namespace PlanDecomp.Api.Limits;

/// <summary>429 with <c>Retry-After</c>, wherever something is too much.</summary>
internal static class TooMany
{
    public static Task ExecuteAsync(HttpContext http, TimeSpan wait) => Answer(http, wait).ExecuteAsync(http);

    /// <summary>Of the language model, in a day.</summary>
    /// <param name="http">The request; its answer gets the header.</param>
    /// <param name="endsAt">When the day ends.</param>
    /// <param name="now">The clock.</param>
    public static IResult DayUsedUp(HttpContext http, DateTimeOffset endsAt, DateTimeOffset now)
    {
        SetRetryAfter(http, endsAt - now);
        return TypedResults.Problem(
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "What this account may use of the language model today is used up.",
            detail: string.Create(CultureInfo.InvariantCulture, $"The day ends at {endsAt:yyyy-MM-dd HH:mm} UTC."),
            extensions: new Dictionary<string, object?> { ["code"] = "day_used_up", ["day_ends_at"] = endsAt });
    }

    private static ProblemHttpResult Answer(HttpContext http, TimeSpan wait)
    {
        SetRetryAfter(http, wait);
        return Problem.Status(StatusCodes.Status429TooManyRequests);
    }

    private static void SetRetryAfter(HttpContext http, TimeSpan wait) =>
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
