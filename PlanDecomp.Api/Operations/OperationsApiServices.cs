using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Api.Operations;

public static class OperationsApiServices
{
    /// <summary>Operations on tasks as jobs. Expects the Api's jobs.</summary>
    public static IServiceCollection AddOperationsApi(this IServiceCollection services)
    {
        services.AddOptions<OperationOptions>().BindConfiguration(OperationOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.LlmCallBudget <= options.LlmCallLimit, "Operations:LlmCallBudget must not be more than Operations:LlmCallLimit.")
            .ValidateOnStart();
        return services.AddSingleton<IPlanJob<OperationRequest>, OperationJob>();
    }
}
