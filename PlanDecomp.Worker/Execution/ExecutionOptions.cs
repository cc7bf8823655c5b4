using System.ComponentModel.DataAnnotations;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Execution;

/// <summary>How plans are executed. Section <c>Execution</c>.</summary>
public sealed class ExecutionOptions
{
    public const string Section = "Execution";

    /// <summary><c>auto</c>: the language model when one is configured, else the offline rules; or <c>llm</c>, or <c>offline</c>.</summary>
    [AllowedValues(ModelChoice.Auto, ModelChoice.Llm, ModelChoice.Offline, ErrorMessage = "Execution:Writer is 'auto', 'llm' or 'offline'.")]
    public string Writer { get; set; } = ModelChoice.Auto;

    /// <summary>How often a model is asked again for a task when its answer is empty.</summary>
    [Range(0, 10)]
    public int MaxRepairs { get; set; } = 1;

    /// <summary>How often a model is asked to go on with an answer that its output limit has ended.</summary>
    [Range(0, 10)]
    public int MaxContinuations { get; set; } = 2;

    /// <summary>Characters of all results in the prompt of the final document; each has an equal share.</summary>
    [Range(200, 1_000_000)]
    public int MaxDocumentInputLength { get; set; } = 60_000;

    /// <summary>Characters of other tasks' results in a prompt; the most relevant come first.</summary>
    [Range(200, 1_000_000)]
    public int MaxInputLength { get; set; } = 12_000;

    /// <summary>Characters of the plan's outline in a prompt; deeper levels are left out first.</summary>
    [Range(200, 200_000)]
    public int MaxOutlineLength { get; set; } = 3_000;

    /// <summary>Characters of the person's request in a prompt.</summary>
    [Range(200, 1_000_000)]
    public int MaxDescriptionLength { get; set; } = 20_000;

    /// <summary>Characters of one stored result; a longer one is cut.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxResultLength { get; set; } = 200_000;
}
