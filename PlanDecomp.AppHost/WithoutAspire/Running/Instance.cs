using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Running;

/// <summary>One instance of a resource: started, watched, started again when it ends unasked.</summary>
internal sealed class Instance(Resource resource, int index, HealthProbe probe, Output output, Action<string> onHopeless)
{
    // A service that never came up would otherwise be restarted for ever behind a start that never ends.
    private const int DeathsBeforeReady = 3;

    // EX_CONFIG of sysexits.h: a wrong setting. The process has said which, and would say so again.
    private const int WrongConfiguration = 78;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private ChildProcess? _process;
    private bool _stopped;

    public string Name { get; } = resource.Replicas is null
        ? resource.Name
        : string.Create(CultureInfo.InvariantCulture, $"{resource.Name}-{index + 1}");

    public bool StopsLast { get; } = resource.Launch!.StopsLast;

    /// <summary>Completes when the instance is healthy for the first time, or faults with <see cref="StartException"/>.</summary>
    public Task Healthy => _healthy.Task;

    /// <summary>Runs until <paramref name="stopping"/>; the process itself is ended by <see cref="StopAsync"/>.</summary>
    public async Task RunAsync(IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> args, CancellationToken stopping)
    {
        try
        {
            await KeepRunningAsync(variables, args, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _healthy.TrySetCanceled(stopping);
        }
        catch (Exception e)
        {
            _healthy.TrySetException(e);
        }
    }

    /// <summary>Asks the process to end and waits; kills it after <paramref name="grace"/> or when <paramref name="hurry"/> is cancelled.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        ChildProcess? process;
        lock (_gate)
        {
            // Invariant: _stopped is set under the gate, so no start can follow unseen.
            _stopped = true;
            process = _process;
        }

        if (process is null || process.Exited.IsCompleted) return;

        process.Terminate();
        try
        {
            await process.Exited.WaitAsync(grace, hurry);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            output.Say($"{Name} (pid {process.Id}) has not ended by itself and is killed.");
            process.Kill();
            await process.Exited;
        }
    }

    private async Task KeepRunningAsync(IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> args, CancellationToken stopping)
    {
        var pause = FirstPause;
        for (var deaths = 1; Start(variables, args) is { } process; deaths++)
        {
            var since = Stopwatch.GetTimestamp();
            var exitCode = await AwaitEndAsync(process, stopping);
            if (stopping.IsCancellationRequested) return;

            var end = $"{Name} (pid {process.Id}) ended with {Describe(exitCode)}";
            if (exitCode == WrongConfiguration)
            {
                onHopeless($"{Name} cannot run with its settings; its lines above say which is wrong.");
                throw new StartException($"{end}.");
            }

            if (!Healthy.IsCompletedSuccessfully && deaths == DeathsBeforeReady)
                throw new StartException($"{end}, for the {deaths}rd time before it was ready.");

            if (Stopwatch.GetElapsedTime(since) >= Steady) pause = FirstPause;
            output.Say($"{end}; it is started again in {pause.TotalSeconds} s.");
            await Task.Delay(pause, stopping);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private ChildProcess? Start(IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> args)
    {
        lock (_gate)
        {
            if (_stopped) return null;
            _process = ChildProcess.Start(resource.Launch!, args, variables, line => output.Line(Name, line));
            var address = resource.Endpoints.Count == 0 ? "" : $" on {Address(resource.Endpoints[0])}";
            output.Say($"{Name} (pid {_process.Id}) started{address}");
            return _process;
        }
    }

    private async Task<int> AwaitEndAsync(ChildProcess process, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var probing = probe.AwaitHealthyAsync(resource, index, over.Token);
        var first = await Task.WhenAny(probing, process.Exited);
        if (first == probing && !over.IsCancellationRequested)
        {
            await probing;
            _healthy.TrySetResult();
        }

        var exitCode = await process.Exited;
        await over.CancelAsync();
        return exitCode;
    }

    private string Address(EndpointAnnotation endpoint) => endpoint.Scheme == "tcp" ? endpoint.Address(index) : endpoint.UrlOf(index);

    // A shell's convention, which .NET follows: 128 and the number of the signal that ended the process.
    private static string Describe(int exitCode) => exitCode > 128 ? $"signal {exitCode - 128}" : $"exit code {exitCode}";
}
