using Microsoft.OpenApi;

namespace PlanDecomp.Api.Logs;

/// <summary>The parameters of the log routes for the Api's description; the routes read them themselves, to answer wrong ones in words.</summary>
internal static class LogParameters
{
    public static readonly OpenApiParameter Job = Parameter("job_id", ParameterLocation.Path, JsonSchemaType.String, "The job.");
    public static readonly OpenApiParameter Ids = Parameter("ids", ParameterLocation.Query, JsonSchemaType.String, "1 to 50 job ids, separated by commas.");
    public static readonly OpenApiParameter After = Parameter(
        "after", ParameterLocation.Query, JsonSchemaType.String, "Lines with greater numbers. Over several jobs: a number for each, separated by commas.");
    public static readonly OpenApiParameter Before = Parameter("before", ParameterLocation.Query, JsonSchemaType.Integer, "Lines with smaller numbers: the nearest ones.");
    public static readonly OpenApiParameter Limit = Parameter("limit", ParameterLocation.Query, JsonSchemaType.Integer, "1 to 1,000 lines; 200 when left out.");
    public static readonly OpenApiParameter Level = Parameter("level", ParameterLocation.Query, JsonSchemaType.String, "debug, info, warning or error: that or graver.");
    public static readonly OpenApiParameter Search = Parameter("q", ParameterLocation.Query, JsonSchemaType.String, "Only lines whose message contains this.");
    public static readonly OpenApiParameter Format = Parameter("format", ParameterLocation.Query, JsonSchemaType.String, "json (when left out) or text.");
    public static readonly OpenApiParameter LastEventId = Parameter(
        "Last-Event-ID", ParameterLocation.Header, JsonSchemaType.String, "The id of the last frame received; goes before after.");

    public static void Describe(this RouteHandlerBuilder route, string summary, params OpenApiParameter[] parameters) => route
        .WithTags("Logs").WithSummary(summary).ProducesProblem(StatusCodes.Status404NotFound)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. parameters];
            return Task.CompletedTask;
        });

    private static OpenApiParameter Parameter(string name, ParameterLocation place, JsonSchemaType type, string description) => new()
    {
        Name = name,
        In = place,
        Required = place == ParameterLocation.Path || name == "ids",
        Description = description,
        Schema = new OpenApiSchema { Type = type },
    };
}
