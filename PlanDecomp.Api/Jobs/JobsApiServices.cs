namespace PlanDecomp.Api.Jobs;

public static class JobsApiServices
{
    public static IServiceCollection AddJobsApi(this IServiceCollection services)
    {
        services.AddOptions<DecomposeOptions>().BindConfiguration(DecomposeOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.MinChildren <= options.MaxChildren, "Decompose:MinChildren must not be more than Decompose:MaxChildren.")
            .ValidateOnStart();
        services.AddSingleton<JobEnd>();
        services.AddSingleton<DecomposeSubmission>();
        services.AddSingleton<DecomposeAnswer>();
        return services;
    }
}
