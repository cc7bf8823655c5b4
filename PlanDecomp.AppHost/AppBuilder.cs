using PlanDecomp.AppHost.Running;

namespace PlanDecomp.AppHost;

/// <summary>The builder that the model is built with.</summary>
internal static class AppBuilder
{
    private const string AnyPort = $"http://{AppSettings.Host}:0";

    // Levels of the console, unless the environment or the command line says others.
    private static readonly Dictionary<string, string> Quiet = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",

        // A start that a stop has called off is no failure; one that fails otherwise is told at the end.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        ["Logging:LogLevel:Aspire.Hosting"] = "Warning",

        // That a service which was just started does not answer yet is its state, which the dashboard shows.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",

        // That there is no certificate for development (nothing here speaks TLS), and what a stop called off. What could not start
        // is told by the Supervisor.
        ["Logging:LogLevel:Aspire.Hosting.Dcp"] = "Critical",
        [$"Logging:LogLevel:{typeof(AppBuilder).Assembly.GetName().Name}.Resources.aspire-dashboard"] = "None",
    };

    public static IDistributedApplicationBuilder Create(string[] args)
    {
        if (OwnProcess.Is && AppSettings.IsRun(args))
        {
            EarlyStop.Listen();
            SetDefaults(args);
        }

        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = args,
            EnableResourceLogging = true,
            DisableDashboard = AppSettings.WithoutDashboard(args),
        });

        foreach (var (key, value) in Quiet) builder.Configuration[key] ??= value;
        builder.AddRunning();
        return builder;
    }

    /// <summary>
    /// What Aspire reads from the environment before there is a builder. Said here and not in launch profiles, so that every way to
    /// start has it: free ports, so that several apps can run side by side, and no TLS on the loopback interface.
    /// </summary>
    private static void SetDefaults(string[] args)
    {
        SetDefault("DOTNET_ENVIRONMENT", "Development");
        SetDefault("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        if (AppSettings.DashboardPort(args) is { } port) Environment.SetEnvironmentVariable("ASPNETCORE_URLS", $"http://{AppSettings.Host}:{port}");
        SetDefault("ASPNETCORE_URLS", AnyPort);
        SetDefault("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", AnyPort);
        SetDefault("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", AnyPort);
    }

    private static void SetDefault(string variable, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))) Environment.SetEnvironmentVariable(variable, value);
    }
}
