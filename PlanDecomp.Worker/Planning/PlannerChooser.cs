using Microsoft.Extensions.Options;
using PlanDecomp.Llm;

namespace PlanDecomp.Worker.Planning;

/// <summary>Picks the planner that the configuration asks for.</summary>
public sealed class PlannerChooser(IServiceProvider services, IOptions<PlanningOptions> planning, IOptions<LlmOptions> llm)
{
    public ChosenPlanner Choose()
    {
        var configured = llm.Value.IsConfigured;
        var name = planning.Value.Planner switch
        {
            PlanningOptions.Auto => configured ? PlannerNames.Llm : PlannerNames.Offline,
            var chosen => chosen,
        };

        var planner = services.GetRequiredKeyedService<INodePlanner>(name);
        if (name == PlannerNames.Llm)
        {
            var host = LlmChatClient.EndpointOf(llm.Value).Authority;
            return new ChosenPlanner(planner, host, "configured", $"Planner: the language model {planner.Model} at {host}.");
        }

        return configured
            ? new ChosenPlanner(planner, null, "chosen", "Planner: offline rules, as Planning:Planner says.")
            : new ChosenPlanner(planner, null, "not_configured", "Planner: offline rules, because no language model is configured (Llm:ApiKey or Llm:BaseUrl).");
    }
}

/// <summary>The planner that works for a job.</summary>
/// <param name="Planner">The planner.</param>
/// <param name="Host">The model's endpoint; null offline.</param>
/// <param name="Reason">Why this one: <c>configured</c>, <c>not_configured</c> or <c>chosen</c>.</param>
/// <param name="Description">The same in English.</param>
public sealed record ChosenPlanner(INodePlanner Planner, string? Host, string Reason, string Description);
