using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PlanDecomp.Jobs;
using PlanDecomp.Llm;
using PlanDecomp.Offline.Planning;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Planning.Linking;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Planning;

public static class PlanningServices
{
    /// <summary>The decomposition of plans: its job handler, both planners and the language model.</summary>
    public static IServiceCollection AddPlanning(this IServiceCollection services)
    {
        services.AddLlm();
        services.AddOptions<PlanningOptions>()
            .BindConfiguration(PlanningOptions.Section)
            .Validate<IOptions<LlmOptions>>(
                (planning, llm) => planning.Planner != PlannerNames.Llm || llm.Value.IsConfiguredFor(LlmRole.Planning),
                "Planning:Planner is 'llm', but no language model is configured: set Llm:ApiKey (or OPENAI_API_KEY) or Llm:BaseUrl.")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<JobsOptions>().Configure<IOptions<LlmOptions>>((jobs, llm) =>
        {
            // An endpoint may quote a key in its error; no line of any log may.
            foreach (var key in llm.Value.Keys) jobs.KnownSecrets.Add(key);
        });
        services.TryAddKeyedSingleton<INodePlanner, LlmNodePlanner>(PlannerNames.Llm);
        services.TryAddKeyedSingleton<INodePlanner, OfflineNodePlanner>(PlannerNames.Offline);
        services.TryAddKeyedSingleton<IPlanLinker, LlmPlanLinker>(PlannerNames.Llm);
        services.TryAddKeyedSingleton<IPlanLinker, OfflinePlanLinker>(PlannerNames.Offline);
        services.TryAddSingleton<PlannerChooser>();
        services.AddJobHandler<PlanDecomposer>();
        return services;
    }
}
