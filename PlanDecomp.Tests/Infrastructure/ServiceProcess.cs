using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>One of the app's own services as a process of its own, which a test may kill, stop and wake.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const int Sigcont = 18;
    private const int Sigstop = 19;
    private const int Sigterm = 15;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];

    private ServiceProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Output => string.Join('\n', _output);

    /// <summary>Starts a project's built program with the settings as environment variables.</summary>
    public static ServiceProcess Start(string project, IEnumerable<KeyValuePair<string, string>> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramOf(project), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };

        // The children must not inherit what the person who runs the tests has configured.
        foreach (var name in start.Environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal) || name == "OPENAI_API_KEY").ToList())
        {
            start.Environment.Remove(name);
        }

        // As the AppHost starts them, and for its reason.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new ServiceProcess(Process.Start(start) ?? throw new InvalidOperationException($"{project} did not start."));
    }

    /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: the process stands still and knows nothing of it.</summary>
    public void Freeze() => Signal(Sigstop);

    /// <summary>SIGCONT.</summary>
    public void Wake() => Signal(Sigcont);

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited) Signal(Sigterm);
        using var limit = new CancellationTokenSource(StopLimit);
        await _process.WaitForExitAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private static string ProgramOf(string project)
    {
        // …/PlanDecomp.Tests/bin/{Configuration}/{framework}/ → the same place of the other project.
        var tests = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var root = tests.Parent!.Parent!.Parent!.Parent!.FullName;
        var built = Path.Combine(root, project, "bin", tests.Parent.Name, tests.Name);
        var published = Path.Combine(built, "publish", $"{project}.dll");
        var program = File.Exists(published) ? published : Path.Combine(built, $"{project}.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException($"{project} is not built.", program);
    }

    private void Signal(int signal)
    {
        if (Kill(_process.Id, signal) != 0) throw new InvalidOperationException($"Signal {signal} did not reach process {_process.Id}.");
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);
}
