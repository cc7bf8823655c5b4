using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Asking;

/// <summary>Who does the thinking: the language model, or rules that need none.</summary>
/// <param name="UsesModel">True: the language model.</param>
/// <param name="Host">The model's endpoint; null offline.</param>
/// <param name="Reason">Why: <c>configured</c>, <c>not_configured</c> or <c>chosen</c>.</param>
public sealed record ModelChoice(bool UsesModel, string? Host, string Reason)
{
    /// <summary>The setting that lets the choice follow from what is configured.</summary>
    public const string Auto = "auto";

    public const string Llm = PlannerNames.Llm;
    public const string Offline = PlannerNames.Offline;

    /// <param name="setting"><see cref="Auto"/>, <see cref="Llm"/> or <see cref="Offline"/>.</param>
    /// <param name="llm">What is configured.</param>
    /// <param name="role">For which work.</param>
    public static ModelChoice Of(string setting, LlmOptions llm, LlmRole role)
    {
        var isConfigured = llm.IsConfiguredFor(role);
        if (setting == Llm || (setting == Auto && isConfigured)) return new(true, llm.ModelFor(role).Host, "configured");
        return new(false, null, isConfigured ? "chosen" : "not_configured");
    }

    /// <summary>The choice in English.</summary>
    /// <param name="who">What was chosen, as in "Writer".</param>
    /// <param name="model">The model's name; null offline.</param>
    /// <param name="setting">The setting that has a say in it.</param>
    public string Describe(string who, string? model, string setting) => Reason switch
    {
        "configured" => $"{who}: the language model {model} at {Host}.",
        "chosen" => $"{who}: offline rules, as {setting} says.",
        _ => $"{who}: offline rules, because no language model is configured (Llm:ApiKey or Llm:BaseUrl).",
    };
}
