using System.Diagnostics;
using System.Text;

namespace PlanDecomp.AppHost.Running;

/// <summary>A mark in the environment that everything this process starts inherits, over the orchestrator's processes too.</summary>
/// <remarks>By it is found, where /proc is, what a stop in the middle of a start may leave behind: started by the orchestrator after it was asked to end all.</remarks>
internal static class ProcessMark
{
    private const string Variable = "PLANDECOMP_APPHOST_RUN";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public static void Set() => Environment.SetEnvironmentVariable(Variable, Guid.NewGuid().ToString("n"));

    /// <summary>Waits until all of them have ended; what has not after 5 s is killed.</summary>
    public static async Task AwaitNothingLeftAsync()
    {
        if (!OperatingSystem.IsLinux()) return;
        var start = Stopwatch.GetTimestamp();
        while (Find() is { Count: > 0 } left)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience) left.ForEach(KillProcess);
            await Task.Delay(LookEvery);
        }
    }

    private static List<int> Find()
    {
        var mark = Encoding.UTF8.GetBytes($"{Variable}={Environment.GetEnvironmentVariable(Variable)}\0");
        return
        [
            .. Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
                .Where(id => id > 0 && id != Environment.ProcessId && EnvironmentOf(id).AsSpan().IndexOf(mark) >= 0),
        ];
    }

    private static byte[] EnvironmentOf(int id)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/environ");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // gone, or somebody else's
        }
    }

    private static void KillProcess(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
