using Microsoft.AspNetCore.Http.HttpResults;

namespace PlanDecomp.Api.Problems;

/// <summary>Answers to what cannot be done, as problem details (RFC 9457).</summary>
public static class Problem
{
    /// <summary>404, alike for what never was, what has gone, and what is another's.</summary>
    /// <param name="what">The thing in one word: plan, task, job.</param>
    public static ProblemHttpResult NotFound(string what) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: $"There is no such {what}.");

    /// <summary>400 with one field at fault.</summary>
    /// <param name="field">Its name in the request, in snake_case.</param>
    /// <param name="message">What is wrong with it, for a person.</param>
    public static ValidationProblem Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <inheritdoc cref="Invalid(string, string)"/>
    public static ValidationProblem Invalid(IDictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, title: "The request is not valid.");

    /// <summary>409: the thing is not, or no longer, in a state that allows it.</summary>
    /// <param name="title">What is wrong, for a person.</param>
    /// <param name="detail">What to do about it.</param>
    /// <param name="extensions">What a program can go on with, by name.</param>
    public static ProblemHttpResult Conflict(string title, string? detail = null, params ReadOnlySpan<(string Name, object? Value)> extensions)
    {
        var members = new Dictionary<string, object?>();
        foreach (var (name, value) in extensions) members.Add(name, value);
        return TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: title, detail: detail, extensions: members);
    }

    /// <summary>Any other status, in words for a person.</summary>
    public static ProblemHttpResult Status(int statusCode) => TypedResults.Problem(statusCode: statusCode, title: statusCode switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be understood.",
        StatusCodes.Status401Unauthorized => "Sign in first: the request carries no valid token.",
        StatusCodes.Status403Forbidden => "This is not allowed.",
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not know the method.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be JSON, sent as application/json.",
        StatusCodes.Status429TooManyRequests => "That is too much at once. Wait a little, then try again.",
        StatusCodes.Status500InternalServerError => "Something went wrong here. It has been noted; please try again.",
        StatusCodes.Status507InsufficientStorage => "There is no room left to store anything. What is there can still be read; try again once there is room.",
        _ => null,
    });
}
