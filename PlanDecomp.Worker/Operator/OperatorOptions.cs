using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Worker.Operator;

/// <summary>What lets someone operate this worker over HTTP. Section <c>Operator</c>.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Operator";

    /// <summary>Whoever sends it as <c>Authorization: Bearer {key}</c> may ask for a sweep; without it set there is no such route.</summary>
    [MinLength(16, ErrorMessage = "Operator:Key must have at least 16 characters.")]
    public string? Key { get; set; }
}
