using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.ServiceDefaults.Edge;

namespace PlanDecomp.Api.Problems;

/// <summary>Every error of the Api is a problem (RFC 9457), whatever the client says it accepts.</summary>
public static class ProblemServices
{
    /// <summary>Of a request, in bytes.</summary>
    private const int MaxBody = 256 * 1024;

    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            var extensions = context.ProblemDetails.Extensions;
            if (extensions.Remove("traceId", out var trace)) extensions["trace_id"] = trace;
            Mask(context.ProblemDetails, context.HttpContext.RequestServices.GetService<SecretMask>() ?? SecretMask.Shapes);
        });
        services.AddExceptionHandler<RequestErrors>();

        // Otherwise a request that cannot be read is answered with a bare 400 that names nothing.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBody);
        return services;
    }

    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(page => Problem.Status(page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
        return app.Use(RefuseNotStorableAsync).Use(RefuseOtherThanJsonAsync);
    }

    private static void Mask(ProblemDetails problem, SecretMask mask)
    {
        if (problem.Title is { } title) problem.Title = mask.Apply(title);
        if (problem.Detail is { } detail) problem.Detail = mask.Apply(detail);
        foreach (var (name, value) in problem.Extensions.ToList())
        {
            if (value is string text) problem.Extensions[name] = mask.Apply(text);
        }

        if (problem is not HttpValidationProblemDetails { Errors: var errors }) return;
        foreach (var (field, messages) in errors.ToList()) errors[field] = [.. messages.Select(mask.Apply)];
    }

    /// <summary>A text with U+0000 ends there in SQL: a search for it would find everything.</summary>
    private static Task RefuseNotStorableAsync(HttpContext context, RequestDelegate next)
    {
        foreach (var (name, values) in context.Request.Query)
        {
            if (values.Any(value => value?.Contains(Validation.NotStorable) == true)) return Problem.Invalid(name, Validation.NotStorableWords).ExecuteAsync(context);
        }

        return next(context);
    }

    /// <summary>Also where a route reads no body: a form, which any page can post, carries none of our requests.</summary>
    private static Task RefuseOtherThanJsonAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
        return !request.IsSafe() && (request.ContentType is not null || hasBody) && !request.HasJsonContentType()
            ? Problem.Status(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context)
            : next(context);
    }
}
