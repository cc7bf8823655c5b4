#pragma warning disable ASPIRECERTIFICATES001 // Aspire marks WithoutHttpsCertificate as experimental.
using Microsoft.Extensions.DependencyInjection;

namespace PlanDecomp.AppHost.Redis;

/// <summary>Redis in the model, whichever way it runs. It is transport only: it keeps nothing on disk.</summary>
internal static class RedisResources
{
    public static IResourceBuilder<IResourceWithConnectionString> AddRedis(
        this IDistributedApplicationBuilder builder, string name, RedisMode mode) => mode switch
        {
            RedisMode.External => builder.AddConnectionString(name),

            // Without a certificate: TLS on the loopback interface would only cost.
            RedisMode.Container => builder.AddRedis(name).WithoutHttpsCertificate().WithEmptyCommand(),
            _ => builder.AddRedisExecutable(name),
        };

    private static IResourceBuilder<RedisExecutableResource> AddRedisExecutable(this IDistributedApplicationBuilder builder, string name)
    {
        // New with each start: nothing that Redis holds outlives it.
        var value = RedisConfiguration.NewPassword();
        var password = builder.AddParameter($"{name}-password", () => value, secret: true);
        var resource = new RedisExecutableResource(name, builder.AppHostDirectory, password.Resource);
        var check = $"{name}_check";
        string? connection = null;
        builder.Services.AddHealthChecks()
            .AddRedis(_ => connection ?? throw new InvalidOperationException("Redis has no address yet."), check);

        // Disposed of with the app.
        builder.Services.AddSingleton<RedisConfiguration>();
        return builder.AddResource(resource)
            .WithEndpoint(RedisExecutableResource.EndpointName, endpoint =>
            {
                endpoint.UriScheme = "tcp";
                endpoint.IsProxied = false;
                endpoint.TargetHost = AppSettings.Host;
            })
            .WithArgs(context =>
            {
                var configuration = context.ExecutionContext.Services.GetRequiredService<RedisConfiguration>();
                configuration.Write(value);
                context.Args.Add(configuration.Path);
            })
            .WithArgs("--port", resource.PrimaryEndpoint.Property(EndpointProperty.TargetPort))
            .OnConnectionStringAvailable(async (redis, _, stop) =>
                connection = await ((IResourceWithConnectionString)redis).GetConnectionStringAsync(stop))
            .WithHealthCheck(check)
            .WithCertificateTrustScope(CertificateTrustScope.None)
            .WithIconName("Database")
            .WithEmptyCommand();
    }
}
