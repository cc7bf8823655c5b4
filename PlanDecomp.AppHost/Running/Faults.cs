using Microsoft.Extensions.Hosting;

namespace PlanDecomp.AppHost.Running;

/// <summary>Ends the app when a part of it cannot run.</summary>
internal sealed class Faults(IHostApplicationLifetime lifetime)
{
    private int _exitCode;

    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>Says why in one line on stderr, the first time, and asks the app to stop.</summary>
    public void End(string reason)
    {
        if (Interlocked.Exchange(ref _exitCode, 1) != 0) return;
        Console.Error.WriteLine(reason);
        lifetime.StopApplication();
    }
}
