using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PlanDecomp.ServiceDefaults.Operator;

public static class OperatorServices
{
    public static IServiceCollection AddOperatorOptions(this IServiceCollection services)
    {
        services.AddOptions<OperatorOptions>().BindConfiguration(OperatorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }

    /// <summary>Whether a setting that lets an operator in is there.</summary>
    /// <remarks>The setting as it is, not the validated one: a wrong one is told with all other wrong settings when the host starts.</remarks>
    public static bool HasOperator(this IConfiguration configuration, string setting) => configuration.GetSection(OperatorOptions.Section)[setting] is not null;
}
