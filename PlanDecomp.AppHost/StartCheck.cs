using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace PlanDecomp.AppHost;

/// <summary>What would fail each service in its own words is looked at once, before anything starts.</summary>
internal static class StartCheck
{
    /// <summary>Publishing starts nothing and touches nothing here: there everything passes.</summary>
    public static bool Passes(IDistributedApplicationBuilder builder, AppSettings app, [NotNullWhen(false)] out string? fault)
    {
        fault = builder.ExecutionContext.IsPublishMode ? null : PortFault(app.Port, "--port N (App:Port)") ?? PortFault(app.Dashboard, "--dashboard-port N (App:DashboardPort)") ?? DataFault(app.Data);
        return fault is null;
    }

    private static string? PortFault(int? port, string option)
    {
        if (port is not { } number) return null;
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, number);
            listener.Start();
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return $"Port {number} is in use. Stop what uses it, or take another one: {option}.";
        }
        catch (SocketException e)
        {
            return $"Port {number} cannot be used: {e.Message}. Take another one: {option}.";
        }
    }

    private static string? DataFault(string data)
    {
        var probe = Path.Combine(data, $".write-test-{Guid.NewGuid():N}");
        try
        {
            // What people plan is theirs: a folder made here is for this account's eyes alone.
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(data);
            else Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The data folder {data} cannot be written ({e.Message.TrimEnd('.')}). Take another one: --data DIR (App:Data).";
        }
    }
}
