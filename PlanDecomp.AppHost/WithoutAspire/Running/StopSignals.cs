using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

/// <summary>Listens, from the first moment of the AppHost on, for the signals that ask for its end.</summary>
internal sealed class StopSignals : IDisposable
{
    // SIGHUP: a terminal that is closed.
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _hurry = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public StopSignals() => _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Note))];

    /// <summary>Completes at the first signal.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Cancelled at the second: the patience with what is still stopping is over.</summary>
    public CancellationToken Hurry => _hurry.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _hurry.Dispose();
    }

    private void Note(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_asked.TrySetResult()) _hurry.Cancel();
    }
}
