using PlanDecomp.Api.Costs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Jobs;

public static class JobsApiServices
{
    public static IServiceCollection AddJobsApi(this IServiceCollection services)
    {
        services.AddOptions<DecomposeOptions>().BindConfiguration(DecomposeOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.MinChildren <= options.MaxChildren, "Decompose:MinChildren must not be more than Decompose:MaxChildren.")
            .ValidateOnStart();
        services.AddOptions<ExecuteOptions>().BindConfiguration(ExecuteOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.Concurrency <= options.ConcurrencyLimit, "Execute:Concurrency must not be more than Execute:ConcurrencyLimit.")
            .ValidateOnStart();
        services.AddLlm();
        services.AddSingleton<CostEstimates>();
        services.AddSingleton<JobEnd>();
        services.AddSingleton<JobAnswer>();
        services.AddSingleton<JobBooking>();
        services.AddSingleton<JobContinuation>();
        services.AddSingleton(typeof(PlanJobSubmission<>));
        services.AddSingleton<IPlanJob<DecomposeRequest>, DecomposeJob>();
        services.AddSingleton<IPlanJob<ExecuteRequest>, ExecuteJob>();
        return services;
    }
}
