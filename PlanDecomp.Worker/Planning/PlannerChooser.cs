using Microsoft.Extensions.Options;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Planning;

/// <summary>Picks the planner that the configuration asks for.</summary>
public sealed class PlannerChooser(IServiceProvider services, IOptions<PlanningOptions> planning, IOptions<LlmOptions> llm)
{
    public ChosenPlanner Choose()
    {
        var choice = ModelChoice.Of(planning.Value.Planner, llm.Value);
        var name = choice.UsesModel ? PlannerNames.Llm : PlannerNames.Offline;
        var (planner, linker) = (services.GetRequiredKeyedService<INodePlanner>(name), services.GetRequiredKeyedService<IPlanLinker>(name));
        return new ChosenPlanner(planner, linker, choice.Host, choice.Reason, choice.Describe("Planner", planner.Model, "Planning:Planner"));
    }
}

/// <summary>The planner that works for a job.</summary>
/// <param name="Planner">The planner.</param>
/// <param name="Linker">What looks at a whole tree, in the same way.</param>
/// <param name="Host">The model's endpoint; null offline.</param>
/// <param name="Reason">Why this one: <c>configured</c>, <c>not_configured</c> or <c>chosen</c>.</param>
/// <param name="Description">The same in English.</param>
public sealed record ChosenPlanner(INodePlanner Planner, IPlanLinker Linker, string? Host, string Reason, string Description);
