using PlanDecomp.Jobs;
using PlanDecomp.Plans;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.ServiceDefaults.Operator;
using PlanDecomp.Worker;
using PlanDecomp.Worker.AcrossPlans;
using PlanDecomp.Worker.Backup;
using PlanDecomp.Worker.Dumps;
using PlanDecomp.Worker.Execution;
using PlanDecomp.Worker.Http;
using PlanDecomp.Worker.Operations;
using PlanDecomp.Worker.Operator;
using PlanDecomp.Worker.Planning;
using PlanDecomp.Worker.Reindexing;
using PlanDecomp.Worker.Running;

switch (args)
{
    case [ReindexCommand.Name, .. var arguments]: return await CommandRun.RunAsync(ct => ReindexCommand.RunAsync(arguments, ct));
    case [BackupCommand.Name, .. var arguments]: return await CommandRun.RunAsync(ct => BackupCommand.RunAsync(arguments, ct));
    case [ImportDumpsCommand.Name, .. var arguments]: return await CommandRun.RunAsync(ct => ImportDumpsCommand.RunAsync(arguments, ct));
    case [RestoreCommand.Name, .. var arguments]: return await CommandRun.RunAsync(ct => RestoreCommand.RunAsync(arguments, ct));
}

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
builder.Services.AddRedisAccess();
builder.Services.AddOperatorOptions();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapOperator();
return await app.RunServiceAsync();
