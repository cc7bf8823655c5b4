using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Admin;
using PlanDecomp.Api.Chat;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Json;
using PlanDecomp.Api.Logs;
using PlanDecomp.Api.Operations;
using PlanDecomp.Api.Plans;
using PlanDecomp.Api.Problems;
using PlanDecomp.Api.Reference;
using PlanDecomp.Jobs;
using PlanDecomp.Plans;
using PlanDecomp.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRedisConnection();
builder.Services
    .AddPlans().AddJobs().AddJobsApi().AddOperationsApi().AddAcrossPlans().AddLogs().AddChat()
    .AddApiJson().AddProblems().AddBehindProxy().AddAccounts().AddAdmin().AddReference();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseProblems();
app.UseRouting();
app.UseAccounts();

// Whatever belongs to someone is mapped below this group: it alone gives a request its account.
var accounts = app.MapGroup("").RequireAuthorization().ProducesProblem(StatusCodes.Status401Unauthorized);
accounts.MapPlans();
accounts.MapJobs();
accounts.MapAcrossPlans();
accounts.MapLogs();
accounts.MapChat();
app.MapAdmin();
app.MapReference();
app.MapDefaultEndpoints();
return await app.RunServiceAsync();
