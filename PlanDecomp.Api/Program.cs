using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Json;
using PlanDecomp.Api.Plans;
using PlanDecomp.Api.Problems;
using PlanDecomp.Api.Reference;
using PlanDecomp.Plans;

var builder = WebApplication.CreateBuilder(args);
builder.Services
    .AddPlans()
    .AddApiJson()
    .AddProblems()
    .AddBehindProxy()
    .AddAccounts()
    .AddReference();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseProblems();
app.UseRouting();
app.UseAccounts();

// Whatever belongs to someone is mapped below this group: it alone gives a request its account.
var accounts = app.MapGroup("").RequireAuthorization().ProducesProblem(StatusCodes.Status401Unauthorized);
accounts.MapPlans();
app.MapReference();
app.Run();
