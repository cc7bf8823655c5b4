using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

/// <summary>The signals by which a process is ended, with their numbers.</summary>
internal enum Signal
{
    Kill = 9,
    Terminate = 15,
}

internal static class Signals
{
    /// <summary>Asks the process to end. One that has ended already is left alone.</summary>
    public static void Terminate(Process process)
    {
        if (process.HasExited) return;
        if (OperatingSystem.IsWindows()) process.Kill(entireProcessTree: true);
        else _ = Kill(process.Id, (int)Signal.Terminate);
    }

    /// <summary>Ends the process and all it has started.</summary>
    public static void Kill(Process process)
    {
        // The group is the process's own (see ChildProcess), so this reaches children it left behind, too.
        if (OperatingSystem.IsLinux()) _ = Kill(-process.Id, (int)Signal.Kill);
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
