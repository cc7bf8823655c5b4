// The one model of the app: what runs, how often, and what needs what.
using PlanDecomp.AppHost;
using PlanDecomp.AppHost.Data;
using PlanDecomp.AppHost.Llm;
using PlanDecomp.AppHost.Redis;
using PlanDecomp.AppHost.Running;
using PlanDecomp.AppHost.Services;

var builder = AppBuilder.Create(args);
if (!AppSettings.TryRead(builder, out var app, out var fault)
    || !StartCheck.Passes(builder, app, out fault)
    || !RedisChoice.TryMake(builder, out var redisMode, out fault))
{
    Console.Error.WriteLine(fault);
    return 1;
}

if (await Restore.FaultAsync(builder, app) is { } notRestored)
{
    Console.Error.WriteLine(notRestored);
    return 1;
}

var redis = builder.AddRedis("redis", redisMode);
var model = builder.AddLanguageModel();
var data = builder.AddDataFolder("data", app.Data);

var api = builder.AddService<Projects.PlanDecomp_Api>("api", app.Api, api => api
    .WithHttpEndpoint()
    .WithHealth()
    .WithIconName("PlugConnected")
    .WithLinks(("/scalar", "API reference"), ("/health", "Health"))
    .WithReference(redis).WithReference(data).WithReference(model));

builder.AddService<Projects.PlanDecomp_Worker>("worker", app.Worker, worker => worker
    .WithHttpEndpoint()
    .WithHealth()
    .WithIconName("Wrench")
    .WithLinks(("/health", "Health"))
    .WithSweepCommand()
    .WithReference(redis).WithReference(data).WithReference(model));

builder.AddService<Projects.PlanDecomp_Web>("web", app.Web, web => web
    .WithPublicAddress(app.Port)
    .WithHealth()
    .WithIconName("ChatSparkle")
    .WithLinks(("/health", "Health"))
    .WithTraceLinks()
    .WithSampleCommand()
    .WithReference(api));

return await builder.Build().RunAppAsync();
