using PlanDecomp.ServiceDefaults;
using PlanDecomp.Web.Pages;
using PlanDecomp.Web.Proxy;

var builder = WebApplication.CreateBuilder(args);

// The app also runs from its build output, where static files are found through their manifest and not in wwwroot.
builder.WebHost.UseStaticWebAssets();
builder.AddServiceDefaults();
builder.AddApiProxy();
builder.Services.AddPages();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseAntiforgery();
app.MapDefaultEndpoints();
app.MapApiProxy();
app.MapPages();
return await app.RunServiceAsync();
