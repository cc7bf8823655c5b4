using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using PlanDecomp.Api.Json;
using PlanDecomp.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.Problems;

/// <summary>Turns what a request's reading and its rules throw into problems that name the field. Nothing of the inside gets out.</summary>
internal sealed partial class RequestErrors(ILogger<RequestErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            NewerFileException newer => Problem.Conflict(
                "A newer version of the program has written this.", newer.Message,
                ("file", newer.File), ("schema_version", newer.Version), ("known_version", newer.Known)),
            _ when StoreErrors.IsFull(exception) => Problem.Status(StatusCodes.Status507InsufficientStorage),
            PlanRuleException rule => Problem.Invalid(rule.Field, rule.Message),
            BadHttpRequestException { InnerException: JsonException json } => Problem.Invalid(FieldOf(json), MessageOf(json)),
            BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad when ParameterOf(httpContext, bad) is { } parameter =>
                Problem.Invalid(parameter, "cannot be read."),
            BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } => Problem.Invalid("body", "must be a JSON object."),
            BadHttpRequestException bad => Problem.Status(bad.StatusCode),
            _ => (IResult)Problem.Status(StatusCodes.Status500InternalServerError),
        };

        // An exception that a handler has taken is not logged by the framework.
        if (problem is ProblemHttpResult { StatusCode: StatusCodes.Status500InternalServerError }) LogFailed(exception, httpContext.Request.Path);

        // Without its trace: the log may be on the same disk.
        if (problem is ProblemHttpResult { StatusCode: StatusCodes.Status507InsufficientStorage }) LogNoRoom(httpContext.Request.Path, exception.Message);
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary><c>$.depends_on[2]</c> is <c>depends_on</c>; the whole is <c>body</c>.</summary>
    private static string FieldOf(JsonException json)
    {
        if (MissingField().Match(json.Message) is { Success: true } missing) return missing.Groups[1].Value;
        var path = json.Path?.TrimStart('$').TrimStart('.') ?? "";
        if (json is BodyRuleException rule) return path.Length == 0 ? rule.Member : $"{Index().Replace(path, "")}.{rule.Member}";
        var end = path.IndexOfAny(['.', '[']);
        var field = end < 0 ? path : path[..end];
        return field.Length == 0 ? "body" : field;
    }

    // The exception's own words name types of the program.
    private static string MessageOf(JsonException json) =>
        json is BodyRuleException ? json.Message
        : MissingField().IsMatch(json.Message) ? "is required."
        : json.InnerException is JsonException ? "is not valid JSON."
        : json.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "is not known here."
        : "has a value of the wrong kind.";

    /// <summary>The query or route parameter that an error of binding speaks of; null when it speaks of the body.</summary>
    private static string? ParameterOf(HttpContext context, BadHttpRequestException bad) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => parameter.HasTryParse && bad.Message.Contains($" {parameter.Name}\"", StringComparison.Ordinal))
            .Select(parameter => Validation.FieldName(parameter.Name)).FirstOrDefault();

    [LoggerMessage(Level = LogLevel.Error, Message = "A request of {Path} failed")]
    private partial void LogFailed(Exception exception, PathString path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There was no room for a request of {Path}: {Reason}")]
    private partial void LogNoRoom(PathString path, string reason);

    [GeneratedRegex("missing required properties including: '([^']+)'")]
    private static partial Regex MissingField();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
