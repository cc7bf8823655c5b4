using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Running;

/// <summary>A process that cannot outlive this one and that no key of the terminal reaches.</summary>
internal sealed class ChildProcess
{
    // A new session, so that Ctrl+C in the terminal asks only the AppHost: it stops the workers before their Redis.
    // setpriv asks the kernel (prctl PR_SET_PDEATHSIG) to end the process when its parent is gone; this works also when
    // the parent was killed and can do nothing itself. A parent that died before the request was made is seen by the shell.
    // Each program replaces the one before (exec), so that the process id is the program's own.
    private const string UnlessOrphan = "[ \"$PPID\" = \"$0\" ] && exec \"$@\"";

    private static readonly TimeSpan TailPatience = TimeSpan.FromSeconds(1);
    private static readonly BlockingCollection<Action> Starts = [];
    private static readonly bool HasUtilLinux = OperatingSystem.IsLinux() && IsOnPath("setsid") && IsOnPath("setpriv");

    private readonly Process _process;

    // The kernel means the thread that started the child, not its process: pool threads come and go, this one stays.
    static ChildProcess() => new Thread(() =>
    {
        foreach (var start in Starts.GetConsumingEnumerable()) start();
    })
    { IsBackground = true, Name = "process starter" }.Start();

    private ChildProcess(Process process, Task<int> exited)
    {
        _process = process;
        Id = process.Id;
        Exited = exited;
    }

    public int Id { get; }

    /// <summary>Completes with the exit code when the process has ended and its last lines are out.</summary>
    public Task<int> Exited { get; }

    public void Terminate() => Signals.Terminate(_process);

    public void Kill() => Signals.Kill(_process);

    /// <exception cref="StartException">The program cannot be started.</exception>
    public static ChildProcess Start(
        Launch launch, IEnumerable<string> args, IReadOnlyDictionary<string, string> variables, Action<string> line)
    {
        var info = Describe(launch, args);
        foreach (var name in Inherited.Left) info.Environment.Remove(name);
        foreach (var (name, value) in variables) info.Environment[name] = value;

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                var process = new Process { StartInfo = info, EnableRaisingEvents = true };
                process.Exited += (_, _) => ended.TrySetResult();
                process.Start();
                started.SetResult(process);
            }
            catch (Win32Exception e)
            {
                started.SetException(new StartException($"{launch.Command} cannot be started: {e.Message}."));
            }
        });

        var child = started.Task.GetAwaiter().GetResult();
        child.StandardInput.Close();
        return new ChildProcess(child, WatchAsync(child, ended.Task, line));
    }

    private static ProcessStartInfo Describe(Launch launch, IEnumerable<string> args)
    {
        string[] command = [launch.Command, .. launch.Args, .. args];
        if (HasUtilLinux)
        {
            command =
            [
                "setsid", "setpriv", "--pdeathsig", launch.OnParentDeath == Signal.Kill ? "KILL" : "TERM",
                "sh", "-c", UnlessOrphan, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. command,
            ];
        }

        return new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = launch.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static async Task<int> WatchAsync(Process process, Task ended, Action<string> line)
    {
        var lines = Task.WhenAll(PumpAsync(process.StandardOutput, line), PumpAsync(process.StandardError, line));
        await ended;

        // A child of the child may hold the pipes open for ever.
        await Task.WhenAny(lines, Task.Delay(TailPatience));
        return process.ExitCode;
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> line)
    {
        while (await reader.ReadLineAsync() is { } text) line(text);
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

/// <summary>Variables of the AppHost's own environment that mean something else to a child.</summary>
internal static class Inherited
{
    public static IReadOnlyList<string> Left { get; } =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE"];
}
