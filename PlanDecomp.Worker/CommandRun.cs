using System.Data.Common;
using System.Runtime.InteropServices;
using PlanDecomp.ServiceDefaults;

namespace PlanDecomp.Worker;

/// <summary>Runs one of the program's commands to its end, and says in one line why it did nothing.</summary>
internal static class CommandRun
{
    /// <summary>Exit code: nothing was done, or not all of it.</summary>
    public const int Refused = 1;

    /// <summary>Exit code: the command does not go like this.</summary>
    public const int WrongCall = 2;

    /// <param name="command">Returns the exit code; its token is cancelled by SIGINT and SIGTERM.</param>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> command)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await ServiceRun.RunAsync(() => command(stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return await RefuseAsync("Interrupted.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException or DbException)
        {
            return await RefuseAsync(e.Message);
        }

        // The command tidies up first and ends the process by its own return.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    public static async Task<int> RefuseAsync(string reason, int exitCode = Refused)
    {
        await Console.Error.WriteLineAsync(reason);
        return exitCode;
    }

    /// <summary>Services without a host that runs: only warnings are logged.</summary>
    /// <param name="dataFolder">Instead of <c>Storage:Path</c>; null for that.</param>
    /// <param name="add">Adds what the command needs.</param>
    public static IHost Build(Action<IServiceCollection> add, string? dataFolder = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        add(builder.Services);
        if (dataFolder is not null) builder.Services.PostConfigure<Storage.StorageOptions>(storage => storage.Path = dataFolder);
        return builder.Build();
    }
}
