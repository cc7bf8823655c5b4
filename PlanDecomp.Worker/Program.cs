using PlanDecomp.Plans;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.Worker.Planning;
using PlanDecomp.Worker.Running;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
builder.AddRedisConnection();
builder.Services.AddPlans();
builder.Services.AddPlanning();
builder.Services.AddJobWorker();
builder.Build().Run();
