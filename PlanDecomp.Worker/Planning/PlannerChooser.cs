using Microsoft.Extensions.Options;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Planning;

/// <summary>Picks the planner that the configuration asks for.</summary>
public sealed class PlannerChooser(IServiceProvider services, IOptions<PlanningOptions> planning, IOptions<LlmOptions> llm)
{
    /// <param name="role">The work: an operation on tasks may have a model of its own.</param>
    public ChosenPlanner Choose(LlmRole role = LlmRole.Planning)
    {
        var choice = ModelChoice.Of(planning.Value.Planner, llm.Value, role);
        var name = choice.UsesModel ? PlannerNames.Llm : PlannerNames.Offline;
        var (planner, linker) = (services.GetRequiredKeyedService<INodePlanner>(name), services.GetRequiredKeyedService<IPlanLinker>(name));
        var model = choice.UsesModel && role != LlmRole.Planning ? llm.Value.ModelFor(role).Name : planner.Model;
        return new ChosenPlanner(planner, linker, choice.Host, choice.Reason, choice.Describe("Planner", model, "Planning:Planner")) { Model = model };
    }
}

/// <summary>The planner that works for a job.</summary>
/// <param name="Planner">The planner.</param>
/// <param name="Linker">What looks at a whole tree, in the same way.</param>
/// <param name="Host">The model's endpoint; null offline.</param>
/// <param name="Reason">Why this one: <c>configured</c>, <c>not_configured</c> or <c>chosen</c>.</param>
/// <param name="Description">The same in English.</param>
public sealed record ChosenPlanner(INodePlanner Planner, IPlanLinker Linker, string? Host, string Reason, string Description)
{
    /// <summary>The model that is asked first; null offline.</summary>
    public string? Model { get; init; }
}
