using Microsoft.Extensions.Options;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Execution;

/// <summary>Picks the writer that the configuration asks for.</summary>
public sealed class WriterChooser(IServiceProvider services, IOptions<ExecutionOptions> execution, IOptions<LlmOptions> llm)
{
    /// <summary>The offline rules, which can always write.</summary>
    public ITaskWriter Rules => services.GetRequiredKeyedService<ITaskWriter>(ModelChoice.Offline);

    public ChosenWriter Choose()
    {
        var choice = ModelChoice.Of(execution.Value.Writer, llm.Value, LlmRole.Writing);
        var writer = services.GetRequiredKeyedService<ITaskWriter>(choice.UsesModel ? ModelChoice.Llm : ModelChoice.Offline);
        var words = choice.Describe("Writer", writer.Model, "Execution:Writer");
        return new ChosenWriter(
            writer, choice.Host, choice.Reason, choice.UsesModel ? words : $"{words} They write notes to work from, not the finished work.");
    }
}

/// <summary>The writer that works for a job.</summary>
/// <param name="Writer">The writer.</param>
/// <param name="Host">The model's endpoint; null offline.</param>
/// <param name="Reason">Why this one: <c>configured</c>, <c>not_configured</c> or <c>chosen</c>.</param>
/// <param name="Description">The same in English.</param>
public sealed record ChosenWriter(ITaskWriter Writer, string? Host, string Reason, string Description);
