using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PlanDecomp.Tests.AppHost;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Faults;

/// <summary>The app as <c>./run</c> starts it, with a Redis and a language model beside it that the suite can break.</summary>
internal sealed class FaultyApp : IAsyncDisposable
{
    public const string Api = "PlanDecomp.Api";
    public const string Web = "PlanDecomp.Web";
    public const string Worker = "PlanDecomp.Worker";

    /// <summary>Of each program.</summary>
    private const int Instances = 2;

    private const int Sigterm = 15;
    private const int Sigcont = 18;
    private const int Sigstop = 19;

    private readonly SmallDisk _disk;
    private readonly RunningProcess _host;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;
    private readonly List<(string What, TimeSpan Took, TimeSpan Target)> _stops = [];
    private readonly List<string> _notes = [];

    private FaultyApp(SmallDisk disk, RedisServer redis, LlmServer llm, RunningProcess host, Uri address) =>
        (_disk, Redis, Llm, _host, Address, _watching) = (disk, redis, llm, host, address, WatchAsync(host));

    public RedisServer Redis { get; }

    public LlmServer Llm { get; }

    /// <summary>Of the web host, through which everything goes.</summary>
    public Uri Address { get; }

    public SmallDisk Disk => _disk;

    public string Data => Path.Combine(_disk.Path, "data");

    public string Output => $"{_host.Error}\n{_host.Output}";

    /// <summary>Cancelled when the AppHost ends: then nothing more can come.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <param name="lease">How long a claim holds. The shipped one is for the long form: it is what a person waits for.</param>
    public static async Task<FaultyApp> StartAsync(TimeSpan? lease)
    {
        var disk = SmallDisk.Make(lease is null ? 4096 : 512);
        var redis = new RedisServer();
        await redis.StartAsync();
        var llm = await LlmServer.StartAsync();

        // Breakdowns ask for a shape, writers for a text.
        llm.Script = request => (request.ResponseFormat.Length > 0 ? LlmServer.Breakdown(request.Title) : LlmReply.Text($"Result of {request.Title}."))
            with
        { Hold = Task.Delay(Random.Shared.Next(20, 200)) };

        var command = AppHostProcess.Command(
            Path.Combine(disk.Path, "data"), "--Redis:Mode=external", $"--ConnectionStrings:redis=127.0.0.1:{redis.Port}",
            "--Parameters:llm-api-key=key-of-no-one", $"--Parameters:llm-base-url={llm.BaseUrl}", "--Parameters:llm-model=test-model", $"--App:Api={Instances}", $"--App:Worker={Instances}", $"--App:Web={Instances}");
        if (lease is { } holds)
        {
            command.Environment["Jobs__Lease"] = holds.ToString("c", CultureInfo.InvariantCulture);
            command.Environment["Worker__RenewEvery"] = (holds / 3).ToString("c", CultureInfo.InvariantCulture);
            command.Environment["Worker__SweepEvery"] = "00:00:01";
        }

        var host = RunningProcess.Start(command);
        return new FaultyApp(disk, redis, llm, host, await host.AwaitReadyAsync());
    }

    /// <summary>Processes killed so far.</summary>
    public int Kills { get; private set; }

    /// <summary>How long it took a process that was asked to stop until it had ended.</summary>
    public IReadOnlyCollection<(string What, TimeSpan Took, TimeSpan Target)> Stops => _stops;

    /// <summary>What else was seen, in words for the table.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    public void Note(string words) => _notes.Add(words);

    /// <summary>One of the processes that run this program now; null while there is none.</summary>
    public int? AnyOf(string program) => _host.Of(program) is { Count: > 0 } all ? all[Random.Shared.Next(all.Count)] : null;

    /// <summary>Waits until nothing is away any more: what is killed next is the only one.</summary>
    public async Task AwaitAllAsync(CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (new[] { Api, Worker, Web }.Any(program => _host.Of(program).Count < Instances) || !await AnswersAsync()) await Task.Delay(100, ct);

        async Task<bool> AnswersAsync()
        {
            try
            {
                return (await client.GetStringAsync("/health", ct)).Contains("2 of 2 instances answer", StringComparison.Ordinal);
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    /// <summary>SIGKILL to one process of the program, if there is one.</summary>
    public void Kill(string program)
    {
        if (AnyOf(program) is { } id) Kill(id);
    }

    public void Kill(int id)
    {
        Kills++;
        try
        {
            AppHostProcess.Kill(id);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself meanwhile.
        }
    }

    /// <summary>Lets a process of the program stand still for a while.</summary>
    public async Task FreezeAsync(string program, TimeSpan time, CancellationToken ct)
    {
        if (AnyOf(program) is { } id) await FreezeAsync(id, time, ct);
    }

    public static async Task FreezeAsync(int id, TimeSpan time, CancellationToken ct)
    {
        _ = Signal(id, Sigstop);
        try
        {
            await Task.Delay(time, ct);
        }
        finally
        {
            _ = Signal(id, Sigcont);
        }
    }

    /// <summary>SIGTERM to a process of the program, as a platform does it, and waits for its end.</summary>
    /// <param name="program">Which.</param>
    /// <param name="what">For the table.</param>
    /// <param name="target">Within which it is to have ended.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task TerminateAsync(string program, string what, TimeSpan target, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        if (AnyOf(program) is not { } id) return;
        _ = Signal(id, Sigterm);
        while (_host.Of(program).Contains(id)) await Task.Delay(50, ct);
        _stops.Add((what, clock.Elapsed, target));
    }

    /// <summary>Ends everything as Ctrl+C does, and returns the exit code.</summary>
    public Task<int> StopAsync()
    {
        _host.SendTerminate();
        return _host.AwaitExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _watching;
        _ended.Dispose();
        await Llm.DisposeAsync();
        await Redis.DisposeAsync();
        _disk.Dispose();
    }

    private async Task WatchAsync(RunningProcess host)
    {
        await host.WhenEndedAsync();
        await _ended.CancelAsync();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
