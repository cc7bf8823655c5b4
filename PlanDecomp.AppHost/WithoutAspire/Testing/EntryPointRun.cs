using System.Reflection;

namespace Aspire.Hosting.Testing;

/// <summary>Runs the AppHost's own entry point for a test, and holds it at <c>Build</c> and at <c>Run</c>.</summary>
internal sealed class EntryPointRun
{
    private static readonly AsyncLocal<EntryPointRun?> Here = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _build = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _app = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The test that the running entry point belongs to; null when it runs for real.</summary>
    public static EntryPointRun? Current => Here.Value;

    public Task<DistributedApplicationBuilder> Builder => _builder.Task;

    public void Start(Assembly assembly, string[] args)
    {
        // A thread of its own: the entry point blocks for as long as the app runs.
        var thread = new Thread(() =>
        {
            Here.Value = this;
            try
            {
                var result = assembly.EntryPoint!.Invoke(null, [args]);
                Fail(new InvalidOperationException($"The AppHost ended with {result} instead of running; see its line on stderr."));
            }
            catch (TargetInvocationException e)
            {
                Fail(e.InnerException!);
            }
        })
        { IsBackground = true, Name = "AppHost entry point" };
        thread.Start();
    }

    public Task<DistributedApplication> BuildAsync()
    {
        _build.TrySetResult();
        return _app.Task;
    }

    public void AwaitBuild(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _build.Task.GetAwaiter().GetResult();
    }

    public void Built(DistributedApplication app) => _app.TrySetResult(app);

    public void AwaitEnd() => _end.Task.GetAwaiter().GetResult();

    public void End() => _end.TrySetResult();

    private void Fail(Exception fault)
    {
        _builder.TrySetException(fault);
        _app.TrySetException(fault);
    }
}
