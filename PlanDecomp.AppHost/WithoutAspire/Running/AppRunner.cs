namespace Aspire.Hosting.Running;

/// <summary>Starts all resources in the order in which they wait for each other, and stops them together.</summary>
internal sealed class AppRunner : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<Resource> _resources;
    private readonly Output _output;
    private readonly HealthProbe _probe;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly List<(Instance Instance, Task Run)> _started = [];
    private readonly Dictionary<string, TaskCompletionSource> _ready;
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _stop;

    public AppRunner(IReadOnlyList<Resource> resources, IServiceProvider services, Output output)
    {
        _resources = resources;
        _output = output;
        _probe = new HealthProbe(services);
        _ready = resources.ToDictionary(
            resource => resource.Name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>Completes, with the reason, when the app cannot start.</summary>
    public Task<string> Failed => _failed.Task;

    public IReadOnlyList<Resource> Resources => _resources;

    public void Start()
    {
        try
        {
            Ports.Allocate(_resources);
        }
        catch (StartException e)
        {
            _failed.TrySetResult(e.Message);
            return;
        }

        foreach (var resource in _resources) _ = RunAsync(resource);
        _ = TellSlowStartAsync();
    }

    public async Task AwaitReadyAsync(string resourceName, CancellationToken ct)
    {
        var ready = _ready[resourceName].Task;
        if (await Task.WhenAny(ready, Failed).WaitAsync(ct) == Failed)
            throw new StartException($"{await Failed}\n{_output.Recent}");
        await ready;
    }

    /// <summary>Ends every process: first the services, the last started first, then what they need. Killed after 30 s, or on <paramref name="hurry"/>.</summary>
    public Task StopAsync(CancellationToken hurry)
    {
        lock (_gate) return _stop ??= StopOnceAsync(hurry);
    }

    public void Dispose()
    {
        _probe.Dispose();
        _stopping.Dispose();
    }

    private async Task StopOnceAsync(CancellationToken hurry)
    {
        await _stopping.CancelAsync();
        List<(Instance Instance, Task Run)> started;
        lock (_gate) started = [.. Enumerable.Reverse(_started)];
        foreach (var wave in started.GroupBy(entry => entry.Instance.StopsLast).OrderBy(wave => wave.Key))
            await Task.WhenAll(wave.Select(entry => entry.Instance.StopAsync(Grace, hurry)));
        await Task.WhenAll(started.Select(entry => entry.Run));
    }

    private async Task RunAsync(Resource resource)
    {
        var ready = _ready[resource.Name];
        var stopping = _stopping.Token;
        try
        {
            await Task.WhenAll(resource.WaitsFor.Select(other => _ready[other.Name].Task)).WaitAsync(stopping);
            foreach (var callback in resource.OnConnectionString) await callback(stopping);
            await StartInstancesAsync(resource, stopping);
            foreach (var callback in resource.OnReady) await callback(stopping);
            ready.TrySetResult();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            ready.TrySetCanceled(stopping);
        }
        catch (Exception e)
        {
            // One fault is told; those who wait for this resource are stopped with all the others.
            _failed.TrySetResult(e is StartException ? e.Message : $"{resource.Name} cannot be started: {e}");
        }
    }

    private async Task StartInstancesAsync(Resource resource, CancellationToken stopping)
    {
        if (resource.Launch is null) return;
        var instances = new List<Instance>();
        for (var index = 0; index < (resource.Replicas ?? 1); index++)
        {
            var instance = new Instance(resource, index, _probe, _output, onHopeless: reason => _failed.TrySetResult(reason));
            var variables = await Variables.OfAsync(resource, instance.Name, index, Dashboard.OtlpUrl(_resources), stopping);
            var args = await ArgsAsync(resource, stopping);
            lock (_gate)
            {
                // Invariant: what is added here is seen by the stop, which cancels before it takes the list.
                stopping.ThrowIfCancellationRequested();
                _started.Add((instance, instance.RunAsync(variables, args, stopping)));
            }

            instances.Add(instance);
        }

        await Task.WhenAll(instances.Select(instance => instance.Healthy));
    }

    private static async Task<IReadOnlyList<string>> ArgsAsync(Resource resource, CancellationToken ct)
    {
        var args = new List<string>();
        foreach (var arg in resource.Args)
            args.Add(arg is IValueProvider value ? await value.GetValueAsync(ct) ?? "" : (string)arg);
        return args;
    }

    private async Task TellSlowStartAsync()
    {
        while (!_stopping.IsCancellationRequested && !Failed.IsCompleted)
        {
            var waiting = _ready.Where(entry => !entry.Value.Task.IsCompleted).Select(entry => entry.Key).ToList();
            if (waiting.Count == 0) return;
            var all = Task.WhenAll(_ready.Values.Select(ready => ready.Task));
            if (await Task.WhenAny(all, Failed, Task.Delay(SlowStart, _stopping.Token)) is { IsCanceled: true } or { IsFaulted: true }) return;
            waiting.RemoveAll(name => _ready[name].Task.IsCompleted);
            if (waiting.Count > 0 && !Failed.IsCompleted) _output.Say($"Still waiting for {string.Join(", ", waiting)} to be ready.");
        }
    }
}
