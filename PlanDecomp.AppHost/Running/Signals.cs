using System.Runtime.InteropServices;

namespace PlanDecomp.AppHost.Running;

/// <summary>The signals by which a process is ended, with their numbers. Not for Windows, which has none.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <returns>False when there is no such process any more.</returns>
    public static bool Send(int process, int signal) => SendSignal(process, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
