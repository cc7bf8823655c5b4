using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Admin;
using PlanDecomp.Api.Chat;
using PlanDecomp.Api.Costs;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Json;
using PlanDecomp.Api.Limits;
using PlanDecomp.Api.Logs;
using PlanDecomp.Api.Operations;
using PlanDecomp.Api.Plans;
using PlanDecomp.Api.Problems;
using PlanDecomp.Api.Reference;
using PlanDecomp.Jobs;
using PlanDecomp.Plans;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.ServiceDefaults.Edge;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRedisConnection();
builder.Services
    .AddPlans().AddJobs().AddRedisAccess().AddJobsApi().AddOperationsApi().AddAcrossPlans().AddLogs().AddChat()
    .AddApiJson().AddProblems().AddBehindProxy().AddAccounts().AddLimits().AddAdmin().AddReference();

var app = builder.Build();
app.UseEdge();
app.UseProblems();
app.UseRouting();
app.UseAccounts();
app.UseRateLimiter();

// Whatever belongs to someone is mapped below this group: it alone gives a request its account.
var accounts = app.MapGroup("").RequireAuthorization().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
accounts.MapPlans();
accounts.MapJobs();
accounts.MapUsage();
accounts.MapAcrossPlans();
accounts.MapLogs();
accounts.MapChat();
app.MapAdmin();
app.MapReference();
app.MapDefaultEndpoints();
return await app.RunServiceAsync();
