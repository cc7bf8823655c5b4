using PlanDecomp.Plans.Thinking;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Operations;

public static class OperationServices
{
    /// <summary>The operations on tasks: their job handler and each of them. Expects the planning.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddOptions<OperationOptions>().BindConfiguration(OperationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IPlanOperation, Rebreak>(),
            ServiceDescriptor.Singleton<IPlanOperation, Merge>(),
            ServiceDescriptor.Singleton<IPlanOperation, Split>(),
            ServiceDescriptor.Singleton<IPlanOperation, Rewrite>(),
            ServiceDescriptor.Singleton<IPlanOperation, Translate>(),
            ServiceDescriptor.Singleton<IPlanOperation, Estimate>(),
            ServiceDescriptor.Singleton<IPlanOperation, Prioritise>(),
            ServiceDescriptor.Singleton<IPlanOperation, RepairDependencies>(),
            ServiceDescriptor.Singleton<IPlanOperation, Summarise>(),
            ServiceDescriptor.Singleton<IPlanOperation, CheckQuality>(),
        ]);
        services.AddJobHandler<PlanOperator>();
        return services;
    }
}
