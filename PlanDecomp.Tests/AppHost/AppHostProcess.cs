using System.Diagnostics;
using System.Globalization;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AppHost;

/// <summary>The AppHost as a process of its own, with the real orchestrator below it.</summary>
internal static class AppHostProcess
{
    private const string ReadyLine = "PlanDecomp is ready: ";

    /// <summary>Whatever the person who runs the tests has configured or remembered: no call is to be paid.</summary>
    public static IReadOnlyList<string> WithoutModel { get; } = ["--Parameters:llm-api-key=", "--Parameters:llm-base-url=", "--Parameters:llm-model="];

    public static ProcessStartInfo Command(string data, params IEnumerable<string> settings)
    {
        var info = Repository.Command("PlanDecomp.AppHost", ["--App:Port=0", $"--App:Data={data}", "--App:Dashboard=false", "--App:Web=1", .. WithoutModel, .. settings]);
        info.WorkingDirectory = Path.GetTempPath();
        foreach (var name in info.Environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal) || name == "OPENAI_API_KEY").ToList())
            info.Environment.Remove(name);
        return info;
    }

    /// <summary>Waits for the ready line and returns the address in it.</summary>
    public static async Task<Uri> AwaitReadyAsync(this RunningProcess host)
    {
        var line = await host.AwaitLineAsync(ReadyLine);
        return new Uri(line[(line.IndexOf(ReadyLine, StringComparison.Ordinal) + ReadyLine.Length)..]);
    }

    /// <summary>The processes below the AppHost that run this program, with this as their first argument when one is named.</summary>
    public static IReadOnlyList<int> Of(this RunningProcess host, string program, string? argument = null) =>
        [.. host.Descendants().Where(id => CommandLine(id) is [var path, ..] line
            && Path.GetFileName(path) == program && (argument is null || line.ElementAtOrDefault(1) == argument))];

    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    /// <summary>True when nothing of it is left, its sockets neither: they go with its last thread, which need not be the first one.</summary>
    public static bool HasEnded(int id)
    {
        try
        {
            var process = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}");
            var state = File.ReadAllText($"{process}/stat");
            return state[state.LastIndexOf(')')..] is [_, _, 'Z' or 'X', ..] && Directory.EnumerateDirectories($"{process}/task").Count() <= 1;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // Not /proc's link to the program: Debian's redis-server is itself a link to a program of another name.
    private static string[] CommandLine(int id)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline")).Split('\0');
        }
        catch (IOException)
        {
            return []; // gone
        }
    }
}
