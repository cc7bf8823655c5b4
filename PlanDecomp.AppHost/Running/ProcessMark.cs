using System.Diagnostics;
using System.Text;

namespace PlanDecomp.AppHost.Running;

/// <summary>A mark in the environment that everything this process starts inherits, over the orchestrator's processes too.</summary>
/// <remarks>By it is found, where /proc is, what a stop in the middle of a start may leave behind: started by the orchestrator after it was asked to end all.</remarks>
internal static class ProcessMark
{
    private const string Variable = "PLANDECOMP_APPHOST_RUN";

    // Null where none was set; one that was inherited is another app's.
    private static string? _mark;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Resignation = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Not inside a test of the model: there this process has other children too.</summary>
    public static void Set()
    {
        if (!OwnProcess.Is) return;
        _mark = Guid.NewGuid().ToString("n");
        Environment.SetEnvironmentVariable(Variable, _mark);
    }

    /// <summary>Waits until all of them have ended. What has not after a second is asked to, what has not after 6 s is killed.</summary>
    public static async Task AwaitNothingLeftAsync()
    {
        if (!OperatingSystem.IsLinux() || _mark is null) return;
        var start = Stopwatch.GetTimestamp();
        var asked = new HashSet<int>();
        while (Find() is { Count: > 0 } left)
        {
            var waited = Stopwatch.GetElapsedTime(start);
            if (waited > Resignation)
            {
                Console.Error.WriteLine($"These processes could not be ended: {string.Join(", ", left)}.");
                return;
            }

            foreach (var id in left)
            {
                if (waited > LastPatience) Signals.Send(id, Signals.Kill);
                else if (waited > Patience && asked.Add(id)) Signals.Send(id, Signals.Terminate);
            }

            await Task.Delay(LookEvery);
        }
    }

    private static List<int> Find()
    {
        var mark = Encoding.UTF8.GetBytes($"{Variable}={_mark}\0");
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
}
