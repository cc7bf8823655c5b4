using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace PlanDecomp.AppHost.Running;

/// <summary>What an app has to do that Aspire's orchestrator leaves to others: say that it is ready, start again what was killed, end whole.</summary>
internal static class AppRun
{
    public static void AddRunning(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode) return;

        ProcessMark.Set();

        // The orchestrator would answer a stop at once and end what it runs some 15 s after this process.
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";

        builder.Services.AddLogging(logging => logging
            .AddConsole(console => console.FormatterName = ConsoleLines.FormatterName)
            .AddConsoleFormatter<ConsoleLines, ConsoleFormatterOptions>());
        builder.Services.AddSingleton<Processes>();
        builder.Services.AddSingleton<Faults>();
        builder.Services.AddSingleton<LastWords>();
        builder.Services.AddSingleton<Turn>();
        builder.Services.AddHostedService<Readiness>();
        builder.Services.AddHostedService<Supervisor>();
        builder.Services.AddHostedService<OrchestratorWatch>();
        builder.Services.AddHostedService<Stop>();
    }

    /// <returns>The exit code: 0 after a signal, 1 when something could not run; then the last line on stderr has said what.</returns>
    public static async Task<int> RunAppAsync(this DistributedApplication app)
    {
        var faults = app.Services.GetService<Faults>();
        try
        {
            await app.RunAsync();

            // The host stops when one of them breaks, and calls that a stop like any other.
            if (app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.ExecuteTask?.Exception).FirstOrDefault(fault => fault is not null) is { } fault)
                faults?.End($"The AppHost is broken: {fault.InnerException?.Message}");
        }
        catch (Exception e) when (faults is not null)
        {
            faults.End($"The app could not be started: {e.Message}");
        }

        await ProcessMark.AwaitNothingLeftAsync();
        return faults?.ExitCode ?? Environment.ExitCode;
    }
}
