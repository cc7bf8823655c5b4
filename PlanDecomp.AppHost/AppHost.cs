// The one model of the app: what runs, how often, and what needs what.
using PlanDecomp.AppHost;
using PlanDecomp.AppHost.Redis;
using PlanDecomp.AppHost.Running;
using PlanDecomp.AppHost.Services;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = args,
    EnableResourceLogging = true,
    DisableDashboard = args.Contains("--no-dashboard"),
});
if (!AppSettings.TryRead(builder, out var app, out var fault)
    || !StartCheck.Passes(builder, app, out fault)
    || !RedisChoice.TryMake(builder, out var redisMode, out fault))
{
    Console.Error.WriteLine(fault);
    return 1;
}

builder.AddRunning();
var redis = builder.AddRedis("redis", redisMode);

var api = builder.AddService<Projects.PlanDecomp_Api>("api", app.Api, api => api
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReference(redis)
    .WithDataFolder(app));

var worker = builder.AddService<Projects.PlanDecomp_Worker>("worker", app.Worker, worker => worker
    .WithReference(redis)
    .WithDataFolder(app));

builder.AddService<Projects.PlanDecomp_Web>("web", 1, web => web
    .WithHttpEndpoint(port: app.Port)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReferenceTo(api));

return await builder.Build().RunAppAsync();
