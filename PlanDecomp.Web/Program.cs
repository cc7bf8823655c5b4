using PlanDecomp.ServiceDefaults;
using PlanDecomp.Web.Proxy;

var builder = WebApplication.CreateBuilder(args);

// The app also runs from its build output, where static files are found through their manifest and not in wwwroot.
builder.WebHost.UseStaticWebAssets();
builder.AddServiceDefaults();
builder.AddApiProxy();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapDefaultEndpoints();
app.MapApiProxy();
return await app.RunServiceAsync();
