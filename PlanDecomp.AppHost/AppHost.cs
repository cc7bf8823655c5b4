// The one model of the app: what runs, how often, and what needs what.
using PlanDecomp.AppHost;
using PlanDecomp.AppHost.Redis;

var builder = DistributedApplication.CreateBuilder(args);
if (!AppSettings.TryRead(builder, out var app, out var fault)
    || !StartCheck.Passes(app, out fault)
    || !RedisChoice.TryMake(builder.Configuration, out var redisMode, out fault))
{
    Console.Error.WriteLine(fault);
    return 1;
}

var redis = builder.AddRedis("redis", redisMode);

// The services run as they are, without launch profiles: their settings come from here and from the environment.
var api = builder.AddProject<Projects.PlanDecomp_Api>("api", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReference(redis).WaitFor(redis)
    .WithEnvironment("Storage__Path", app.Data)
    .WithReplicas(app.Api);

var worker = builder.AddProject<Projects.PlanDecomp_Worker>("worker", launchProfileName: null)
    .WithReference(redis).WaitFor(redis)
    .WithEnvironment("Storage__Path", app.Data)
    .WithReplicas(app.Worker);

builder.AddProject<Projects.PlanDecomp_Web>("web", launchProfileName: null)
    .WithHttpEndpoint(port: app.Port)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(api).WaitFor(api).WaitFor(worker)
    .OnResourceReady(async (web, _, stop) =>
    {
        var url = await web.GetEndpoint("http").GetValueAsync(stop);
        Console.WriteLine($"PlanDecomp is ready: {url}");
    });

builder.Build().Run();
return Environment.ExitCode;
