using System.Net.Http.Headers;

namespace PlanDecomp.AppHost.Services;

/// <summary>"Sweep now": the worker looks at once for jobs that nobody works on, instead of within seconds.</summary>
internal static class SweepCommand
{
    // Of the worker: who sends it may ask.
    private const string KeySetting = "Operator__Key";

    // Known to this process and the workers it starts.
    private static readonly string OwnKey = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    public static IResourceBuilder<ProjectResource> WithSweepCommand(this IResourceBuilder<ProjectResource> worker)
    {
        if (worker.ApplicationBuilder.ExecutionContext.IsPublishMode) return worker;
        var key = worker.ApplicationBuilder.Configuration["Operator:Key"] is { Length: > 0 } given ? given : OwnKey;
        return worker
            .WithEnvironment(KeySetting, key)
            .WithHttpCommand("/sweep", "Run the sweeper now", commandName: "sweep", commandOptions: new HttpCommandOptions
            {
                Description = "Looks at once for jobs that nobody works on: of lost workers, or lost by the queue. Otherwise that happens every few seconds.",
                ConfirmationMessage = "Look for jobs that nobody works on now?",
                IconName = "Broom",
                ResultMode = HttpCommandResultMode.Json,
                PrepareRequest = request =>
                {
                    request.Request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
                    return Task.CompletedTask;
                },
            });
    }
}
