using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PlanDecomp.Llm;
using PlanDecomp.Offline.Writing;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Execution;

public static class ExecutionServices
{
    /// <summary>The execution of plans: its job handler, both writers and the language model.</summary>
    public static IServiceCollection AddExecution(this IServiceCollection services)
    {
        services.AddLlm();
        services.AddOptions<ExecutionOptions>()
            .BindConfiguration(ExecutionOptions.Section)
            .Validate<IOptions<LlmOptions>>(
                (execution, llm) => execution.Writer != ModelChoice.Llm || llm.Value.IsConfiguredFor(LlmRole.Writing),
                "Execution:Writer is 'llm', but no language model is configured: set Llm:ApiKey (or OPENAI_API_KEY) or Llm:BaseUrl.")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddKeyedSingleton<ITaskWriter, LlmTaskWriter>(ModelChoice.Llm);
        services.TryAddKeyedSingleton<ITaskWriter, OfflineTaskWriter>(ModelChoice.Offline);
        services.TryAddSingleton<WriterChooser>();
        services.AddJobHandler<PlanExecutor>();
        return services;
    }
}
