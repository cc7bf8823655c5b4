using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.Backup;
using PlanDecomp.Jobs.Retention;
using PlanDecomp.ServiceDefaults.Operator;

namespace PlanDecomp.Api.Admin;

/// <summary>Routes for whoever operates the installation. Without a setting that lets anyone in, there are none.</summary>
public static class AdminRoutes
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddOperatorOptions();
        services.AddOptions<BackupOptions>().BindConfiguration(BackupOptions.Section)
            .Validate(options => options.Folder is not { Length: > 0 } folder || Directory.Exists(folder), "Backup:Folder is no folder that is there.").ValidateOnStart();
        services.TryAddSingleton<BackupWriter>();
        return services;
    }

    public static void MapAdmin(this WebApplication app)
    {
        if (!app.Configuration.HasOperator(nameof(OperatorOptions.Key)) && !app.Configuration.HasOperator(nameof(OperatorOptions.Role))) return;
        var admin = app.MapGroup("/admin").WithTags("Operation").AddEndpointFilter<OperatorFilter>().ProducesProblem(StatusCodes.Status403Forbidden);
        admin.MapBackup();
        admin.MapPost("/retention/run", RunRetentionAsync).WithName("RunRetention").WithSummary("Apply the retention policy now, or see what it would remove")
            .Produces<RetentionReport>().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> RunRetentionAsync([FromQuery(Name = "dry_run")] bool? dryRun, JobRetention retention, CancellationToken ct) =>
        await retention.RunAsync(dryRun ?? false, isThorough: true, ct) is { } report
            ? TypedResults.Json(report, ContractsJson.Readable.RetentionReport)
            : Problem.Conflict("The retention policy is being applied already.", "Try again when that is done.");
}
