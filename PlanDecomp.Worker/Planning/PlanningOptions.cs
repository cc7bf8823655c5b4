using System.ComponentModel.DataAnnotations;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Planning;

/// <summary>How plans are broken down. Section <c>Planning</c>.</summary>
public sealed class PlanningOptions
{
    public const string Section = "Planning";

    /// <summary><c>auto</c>: the language model when one is configured, else the offline rules; or <c>llm</c>, or <c>offline</c>.</summary>
    [AllowedValues(ModelChoice.Auto, ModelChoice.Llm, ModelChoice.Offline, ErrorMessage = "Planning:Planner is 'auto', 'llm' or 'offline'.")]
    public string Planner { get; set; } = ModelChoice.Auto;

    /// <summary>Nodes of one job that are planned at the same time.</summary>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 4;

    /// <summary>How often a model is told what is wrong with its answer and asked again, per node.</summary>
    [Range(0, 10)]
    public int MaxRepairs { get; set; } = 2;

    /// <summary>Characters of the plan's outline in a prompt; deeper levels are left out first.</summary>
    [Range(200, 200_000)]
    public int MaxOutlineLength { get; set; } = 4_000;

    /// <summary>Characters of finished tasks' results in the prompt for a node that builds on them.</summary>
    [Range(200, 200_000)]
    public int MaxInputLength { get; set; } = 4_000;

    /// <summary>Tasks of the greatest plan that is looked at as a whole once it is broken down; a greater one is not linked.</summary>
    [Range(2, 2_000)]
    public int MaxLinkedTasks { get; set; } = 200;

    /// <summary>Characters of the person's request in a prompt.</summary>
    [Range(200, 1_000_000)]
    public int MaxDescriptionLength { get; set; } = 20_000;
}
