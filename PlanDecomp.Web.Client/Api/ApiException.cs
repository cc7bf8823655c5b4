using System.Net;

namespace PlanDecomp.Web.Client.Api;

/// <summary>A request that was not answered as hoped. <see cref="ApiFaultText"/> says it in the reader's language.</summary>
public sealed class ApiException(ApiFault fault, HttpStatusCode? status = null, ApiProblem? problem = null, Exception? inner = null)
    : Exception(problem?.Title ?? fault.ToString(), inner)
{
    public ApiFault Fault { get; } = fault;

    /// <summary>It passes by itself: the same request is worth another try, where it does nothing twice.</summary>
    public bool IsTransient => Fault is ApiFault.Unreachable or ApiFault.TimedOut or ApiFault.Unavailable;

    /// <summary>Null when no answer came.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>How long the answer asks to wait; null when it says nothing of that.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer's problem details; null when it had none.</summary>
    public ApiProblem? Problem { get; } = problem;
}

public enum ApiFault
{
    /// <summary>No answer: the network or the server is away.</summary>
    Unreachable,

    /// <summary>No answer in time: the request hangs somewhere. It may have been done all the same.</summary>
    TimedOut,

    /// <summary>502, 503 or 504: the server answers, but what it needs does not.</summary>
    Unavailable,

    /// <summary>404: gone, never there, or another's.</summary>
    NotFound,

    /// <summary>401 or 403.</summary>
    NotAllowed,

    /// <summary>409: not now, or not any more.</summary>
    Conflict,

    /// <summary>400, 413, 415, 422: the request is not valid; the problem names the field.</summary>
    Invalid,

    /// <summary>429.</summary>
    TooMany,

    /// <summary>Any other answer.</summary>
    Failed,
}

/// <summary>Problem details (RFC 9457) as the Api sends them.</summary>
public sealed record ApiProblem
{
    public string? Title { get; init; }
    public string? Detail { get; init; }

    /// <summary>With 429: when the day ends whose share of the language model is used up.</summary>
    public DateTimeOffset? DayEndsAt { get; init; }

    /// <summary>By field: what is wrong with it.</summary>
    public Dictionary<string, string[]>? Errors { get; init; }

    /// <summary>With 409: the job that is at work on the same thing.</summary>
    public string? JobId { get; init; }

    /// <summary>Its type.</summary>
    public string? JobType { get; init; }
}
