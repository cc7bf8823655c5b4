using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanDecomp.ServiceDefaults.Operator;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Operator;

/// <summary>Routes for whoever operates the installation. Without <see cref="OperatorOptions.Key"/> there are none.</summary>
internal static class OperatorRoutes
{
    public static void MapOperator(this WebApplication app)
    {
        if (!app.Configuration.HasOperator(nameof(OperatorOptions.Key))) return;
        app.MapPost("/sweep", SweepAsync).AddEndpointFilter<OperatorKeyFilter>();
    }

    /// <summary>Looks for lost jobs now, and answers with what was found once that is done.</summary>
    private static async Task<Results<JsonHttpResult<SweepReport>, ProblemHttpResult>> SweepAsync(JobSweeper sweeper, CancellationToken ct) =>
        await sweeper.SweepNowAsync(ct) is { } report
            ? TypedResults.Json(report, OperatorJson.Default.SweepReport)
            : TypedResults.Problem("The sweep broke; this worker's log says why.", statusCode: StatusCodes.Status503ServiceUnavailable);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SweepReport))]
internal sealed partial class OperatorJson : JsonSerializerContext;
