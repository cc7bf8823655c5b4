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
        var resource = new RedisExecutableResource(name, builder.AppHostDirectory);
        var check = $"{name}_check";
        string? connection = null;
        builder.Services.AddHealthChecks()
            .AddRedis(_ => connection ?? throw new InvalidOperationException("Redis has no address yet."), check);

        return builder.AddResource(resource)
            .WithEndpoint(RedisExecutableResource.EndpointName, endpoint =>
            {
                endpoint.UriScheme = "tcp";
                endpoint.IsProxied = false;
                endpoint.TargetHost = AppSettings.Host;
            })
            .WithArgs(
                "--bind", AppSettings.Host,
                "--save", "",
                "--appendonly", "no",
                "--loglevel", "warning",

                // A title would overwrite the environment in /proc, by which ./test finds processes that were left behind.
                "--set-proc-title", "no",
                "--port", resource.PrimaryEndpoint.Property(EndpointProperty.TargetPort))
            .OnConnectionStringAvailable(async (redis, _, stop) =>
                connection = await ((IResourceWithConnectionString)redis).GetConnectionStringAsync(stop))
            .WithHealthCheck(check)
            .WithCertificateTrustScope(CertificateTrustScope.None)
            .WithIconName("Database")
            .WithEmptyCommand();
    }
}
