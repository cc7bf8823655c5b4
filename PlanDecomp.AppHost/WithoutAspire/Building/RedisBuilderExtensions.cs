using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.AppHost.Redis;

namespace Aspire.Hosting;

public static class RedisBuilderExtensions
{
    private const string Image = "docker.io/library/redis:8";
    private const int RedisPort = 6379;

    /// <summary>Redis in a container, without password, TLS or anything kept.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        var client = ContainerEngine.Find() ?? throw new InvalidOperationException("No container engine answers.");
        var redis = new RedisResource(name, client, builder.AppHostDirectory);
        var check = $"{name}_check";
        string? connection = null;
        builder.Services.AddHealthChecks()
            .AddRedis(_ => connection ?? throw new InvalidOperationException("Redis has no address yet."), check);

        return builder.AddResource(redis)
            .WithEndpoint(name: RedisResource.EndpointName, scheme: "tcp")
            .WithArgs(
                "run", "--rm",
                "--publish", ReferenceExpression.Create($"{redis.PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}:{RedisPort.ToString()}"),
                Image, "redis-server", "--save", "", "--appendonly", "no", "--loglevel", "warning")
            .OnConnectionStringAvailable(async (resource, _, ct) =>
                connection = await ((IResourceWithConnectionString)resource).GetConnectionStringAsync(ct))
            .WithHealthCheck(check);
    }

    /// <summary>Nothing here: there is no certificate to leave out.</summary>
    public static IResourceBuilder<RedisResource> WithoutHttpsCertificate(this IResourceBuilder<RedisResource> builder) => builder;
}
