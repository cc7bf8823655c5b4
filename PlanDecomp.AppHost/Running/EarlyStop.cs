using System.Runtime.InteropServices;

namespace PlanDecomp.AppHost.Running;

/// <summary>A signal before the app has begun to start ends this process: there is nothing to stop yet, and that is no failure.</summary>
internal static class EarlyStop
{
    private static readonly List<PosixSignalRegistration> Registrations = [];
    private static volatile bool _over;

    public static void Listen()
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            Registrations.Add(PosixSignalRegistration.Create(signal, End));
    }

    /// <summary>From here on the app stops as a whole.</summary>
    public static void Over()
    {
        _over = true;
        Registrations.ForEach(registration => registration.Dispose());
        Registrations.Clear();
    }

    private static void End(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_over) Environment.Exit(0);
    }
}
