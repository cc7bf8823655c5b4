using Microsoft.OpenApi;
using PlanDecomp.Api.Operations;
using PlanDecomp.ServiceDefaults.Edge;
using Scalar.AspNetCore;

namespace PlanDecomp.Api.Reference;

/// <summary>The Api's description: <c>/openapi/v1.json</c>, and <c>/scalar</c> for people.</summary>
public static class ReferenceServices
{
    public static IServiceCollection AddReference(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "PlanDecomp",
                Version = "v1",
                Description = "Plans, the background jobs that break them down, and their live logs.",
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer<OperationSchema>();
    });

    public static void MapReference(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();

        // The page stays within this origin: no fonts, assistants, telemetry or offers of others.
        routes.MapScalarApiReference((options, context) => options.WithTitle("PlanDecomp API").WithNonce(SafeHeaders.AddToPage(context.Response))
            .DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideClientButton().HideDeveloperTools());
    }
}
