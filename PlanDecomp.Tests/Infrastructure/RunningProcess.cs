using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>A process of a test with its output. It and all that it started, in whatever session, are killed at the end.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    // Inherited by every descendant, so that those which left the process tree are found as well.
    private const string Marker = "PLANDECOMP_TEST_PROCESS";
    private const int Interrupt = 2;
    private const int Terminate = 15;

    // A whole app starts in seconds; on a busy machine with all tests beside it, it takes longer.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly Process _process;
    private readonly Lines _out = new();
    private readonly Lines _error = new();

    private RunningProcess(ProcessStartInfo info)
    {
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        info.Environment[Marker] = _mark;
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) => _out.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _error.Add(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => _out.Text;

    public string Error => _error.Text;

    /// <summary>Ends when the process does.</summary>
    public Task WhenEndedAsync() => _process.WaitForExitAsync(CancellationToken.None);

    public static RunningProcess Start(ProcessStartInfo info) => new(info);

    /// <summary>Waits for a line on stdout that contains the text and returns it; fails when the process ends without it.</summary>
    public async Task<string> AwaitLineAsync(string text)
    {
        string? line = null;
        await Eventually.TrueAsync(
            () =>
            {
                var ended = _process.HasExited;
                line = _out.Find(text);
                if (line is null && ended) Assert.Fail($"The process ended with {_process.ExitCode} before '{text}'.\n{Output}\n{Error}");
                return line is not null;
            },
            $"a line with '{text}'",
            Limit);
        return line!;
    }

    /// <summary>Waits for the end and all output, and returns the exit code.</summary>
    public async Task<int> AwaitExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        return _process.ExitCode;
    }

    public void SendTerminate() => Assert.Equal(0, Signal(_process.Id, Terminate));

    public void SendInterrupt() => Assert.Equal(0, Signal(_process.Id, Interrupt));

    public void Kill() => _process.Kill();

    /// <summary>Waits until nothing that this process started is left.</summary>
    public Task AwaitNothingLeftAsync() => Eventually.TrueAsync(() => Descendants().Count == 0, "nothing is left running", Limit);

    /// <summary>The processes that carry the mark of this one, without itself.</summary>
    public IReadOnlyList<int> Descendants()
    {
        var wanted = Encoding.UTF8.GetBytes($"{Marker}={_mark}");
        return
        [
            .. Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
                .Where(id => id > 0 && id != _process.Id && Environ(id).AsSpan().IndexOf(wanted) >= 0),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        foreach (var id in Descendants()) _ = Signal(id, 9);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static byte[] Environ(int id)
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

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    private sealed class Lines
    {
        private readonly List<string> _lines = [];

        public string Text
        {
            get
            {
                lock (_lines) return string.Join('\n', _lines);
            }
        }

        public void Add(string? line)
        {
            if (line is null) return;
            lock (_lines) _lines.Add(line);
        }

        public string? Find(string text)
        {
            lock (_lines) return _lines.Find(line => line.Contains(text, StringComparison.Ordinal));
        }
    }
}
