namespace PlanDecomp.Api.Logs;

/// <summary>What is answered instead of one stream too many.</summary>
internal static class StreamRefusals
{
    public static IResult Answer(HttpContext http, StreamAdmission admission)
    {
        var (status, retryAfter, title) = admission switch
        {
            StreamAdmission.OwnerFull => (StatusCodes.Status429TooManyRequests, "10", "You have too many streams open."),
            StreamAdmission.InstanceFull => (StatusCodes.Status503ServiceUnavailable, "10", "Too many streams are open here."),
            StreamAdmission.Stopping => (StatusCodes.Status503ServiceUnavailable, "1", "This instance is stopping."),
            _ => throw new ArgumentOutOfRangeException(nameof(admission)),
        };
        http.Response.Headers.RetryAfter = retryAfter;
        return TypedResults.Problem(statusCode: status, title: title);
    }
}
