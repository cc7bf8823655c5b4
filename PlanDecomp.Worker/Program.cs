using PlanDecomp.Plans;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.Worker.AcrossPlans;
using PlanDecomp.Worker.Execution;
using PlanDecomp.Worker.Http;
using PlanDecomp.Worker.Operations;
using PlanDecomp.Worker.Operator;
using PlanDecomp.Worker.Planning;
using PlanDecomp.Worker.Reindexing;
using PlanDecomp.Worker.Running;

if (args is [ReindexCommand.Name, .. var arguments]) return await ReindexCommand.RunAsync(arguments);

var builder = WebApplication.CreateBuilder(args);
builder.ListenWhereTold();
builder.AddServiceDefaults();
builder.AddRedisConnection();
builder.Services.AddPlans();
builder.Services.AddPlanHealing();
builder.Services.AddPlanning();
builder.Services.AddExecution();
builder.Services.AddOperations();
builder.Services.AddAcrossPlans();
builder.Services.AddJobWorker();
builder.Services.AddOperator();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapOperator();
return await app.RunServiceAsync();
