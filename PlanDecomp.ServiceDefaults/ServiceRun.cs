using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PlanDecomp.ServiceDefaults;

/// <summary>Runs a service and says in a line what is wrong with its settings, when that is why it cannot start.</summary>
public static class ServiceRun
{
    /// <summary><c>EX_CONFIG</c> of sysexits.h: starting the service again would not help.</summary>
    public const int WrongConfiguration = 78;

    /// <returns>The process's exit code.</returns>
    public static Task<int> RunServiceAsync(this IHost host)
    {
        // Asked for now: when the run is over, so are the services.
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        return RunAsync(async () =>
        {
            try
            {
                await host.RunAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Asked to stop in the middle of the start, which was thereby called off.
            }

            return 0;
        });
    }

    /// <summary>The same for what is no service.</summary>
    /// <param name="run">Returns the process's exit code.</param>
    /// <returns>That exit code, or <see cref="WrongConfiguration"/>.</returns>
    public static async Task<int> RunAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (Faults(e) is { Count: > 0 } faults)
        {
            foreach (var fault in faults) await Console.Error.WriteLineAsync($"Wrong setting: {fault}");
            return WrongConfiguration;
        }
    }

    /// <summary>What the settings' validation found; empty when that is not what the exception is about.</summary>
    private static List<string> Faults(Exception error) => error switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException many when many.InnerExceptions.Select(Faults).ToList() is { } each && each.All(faults => faults.Count > 0) =>
            [.. each.SelectMany(faults => faults)],

        // The binder's own exception has no type of its own; its message names the key.
        InvalidOperationException { Message: var message } when message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => [message],
        _ => [],
    };
}
