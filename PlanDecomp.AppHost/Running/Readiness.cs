using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using PlanDecomp.AppHost.Services;

namespace PlanDecomp.AppHost.Running;

/// <summary>Says when the app can be used, and what is waited for when that takes long.</summary>
internal sealed class Readiness(
    Processes processes, ResourceNotificationService notifications, DistributedApplicationModel model, IConfiguration configuration, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // One that ends before it is ready is started again, or ends the app: the Supervisor's business.
        var waits = processes.All.ToDictionary(
            resource => resource.Name,
            resource => notifications.WaitForResourceHealthyAsync(resource.Name, WaitBehavior.WaitOnResourceUnavailable, stoppingToken));
        var ready = Task.WhenAll(waits.Values);
        try
        {
            while (await Task.WhenAny(ready, Task.Delay(SlowStart, time, stoppingToken)) != ready)
            {
                stoppingToken.ThrowIfCancellationRequested();
                Console.WriteLine($"Still waiting for {string.Join(", ", waits.Where(wait => !wait.Value.IsCompleted).Select(wait => wait.Key))} to be ready.");
            }

            await ready;
            var address = model.Resources.SelectMany(resource => resource.Annotations).OfType<PublicAddress>().First();
            if (await Dashboard.LoginAsync(model, configuration, stoppingToken) is { } dashboard) Console.WriteLine($"Dashboard: {dashboard}");
            Console.WriteLine($"PlanDecomp is ready: {address.Url}");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
