using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PlanDecomp.AppHost;

/// <summary>The AppHost's own settings, section <c>App</c>. The services' settings are not among them: they inherit the environment.</summary>
/// <param name="Port">The web host's port; null takes a free one (written as 0).</param>
/// <param name="Data">The data folder, as an absolute path.</param>
/// <param name="Api">Instances of the Api.</param>
/// <param name="Worker">Instances of the Worker.</param>
/// <param name="Web">Instances of the web host, on one port.</param>
/// <param name="Dashboard">The dashboard's port when one was asked for and there is a dashboard.</param>
/// <param name="Restore">A backup to fill the data folder from before anything starts, as an absolute path; null for none.</param>
internal sealed record AppSettings(int? Port, string Data, int Api, int Worker, int Web, int? Dashboard, string? Restore = null)
{
    /// <summary>Where everything listens: nothing of the app is meant for other machines.</summary>
    public const string Host = "127.0.0.1";

    private const int DefaultPort = 5080;
    private const int DefaultReplicas = 2;
    private const int MaxReplicas = 64;

    /// <summary><c>App:Dashboard</c>, which is true unless said otherwise.</summary>
    public static bool WithoutDashboard(string[] args) => bool.TryParse(Early(args)["App:Dashboard"], out var wanted) && !wanted;

    /// <summary><c>App:DashboardPort</c>; null takes a free one.</summary>
    public static int? DashboardPort(string[] args) => int.TryParse(Early(args)["App:DashboardPort"], out var port) && port is > 0 and <= ushort.MaxValue ? port : null;

    /// <summary>Not publishing, deploying or whatever else Aspire's command line tool asks an AppHost for.</summary>
    public static bool IsRun(string[] args) => Early(args) is var early
        && (early["operation"] ?? "run").Equals("run", StringComparison.OrdinalIgnoreCase) && early["publisher"] is null;

    // Asked before there is a builder with its configuration.
    private static IConfigurationRoot Early(string[] args) => new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();

    public static bool TryRead(
        IDistributedApplicationBuilder builder,
        [NotNullWhen(true)] out AppSettings? settings,
        [NotNullWhen(false)] out string? fault)
    {
        var section = builder.Configuration.GetSection("App");
        settings = null;
        if (!TryNumber(section, nameof(Port), DefaultPort, 0, ushort.MaxValue, out var port, out fault)
            || !TryNumber(section, nameof(Api), DefaultReplicas, 1, MaxReplicas, out var api, out fault)
            || !TryNumber(section, nameof(Worker), DefaultReplicas, 1, MaxReplicas, out var worker, out fault)
            || !TryNumber(section, nameof(Web), DefaultReplicas, 1, MaxReplicas, out var web, out fault)
            || !TryNumber(section, "DashboardPort", 0, 0, ushort.MaxValue, out var dashboardPort, out fault)) return false;
        var withDashboard = true;
        if (section["Dashboard"] is { Length: > 0 } dashboard && !bool.TryParse(dashboard, out withDashboard))
        {
            fault = $"App:Dashboard is '{dashboard}', but must be true or false.";
            return false;
        }

        // A relative folder is meant from where the command was typed.
        var data = section[nameof(Data)] is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", "data"));
        var restore = section[nameof(Restore)] is { Length: > 0 } archive ? Path.GetFullPath(archive) : null;
        settings = new AppSettings(port == 0 ? null : port, data, api, worker, web, withDashboard && dashboardPort != 0 ? dashboardPort : null, restore);
        return true;
    }

    private static bool TryNumber(
        IConfigurationSection section, string name, int unset, int min, int max, out int value, [NotNullWhen(false)] out string? fault)
    {
        fault = null;
        value = unset;
        var text = section[name];
        if (string.IsNullOrEmpty(text)) return true;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max) return true;
        fault = $"App:{name} is '{text}', but must be a number from {min} to {max}.";
        return false;
    }
}
