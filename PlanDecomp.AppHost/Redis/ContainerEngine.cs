using System.ComponentModel;
using System.Diagnostics;

namespace PlanDecomp.AppHost.Redis;

/// <summary>A container engine that answers. Its client alone is not enough: it is often installed where no engine runs.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The client of the first engine that answers, or null.</summary>
    public static string? Find() => Answers("docker") ? "docker" : Answers("podman") ? "podman" : null;

    private static bool Answers(string client)
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo(client, ["container", "ls", "-n", "1"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            if (probe is null) return false;
            if (probe.WaitForExit(Patience)) return probe.ExitCode == 0;
            probe.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false; // no such client
        }
    }
}
