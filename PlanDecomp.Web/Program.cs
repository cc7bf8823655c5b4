using PlanDecomp.ServiceDefaults;
using PlanDecomp.ServiceDefaults.Edge;
using PlanDecomp.Web.Pages;
using PlanDecomp.Web.Proxy;

var builder = WebApplication.CreateBuilder(args);
builder.UsePublishedFiles();
builder.UseSharedPort();
builder.AddServiceDefaults();
builder.AddApiProxy();
builder.Services.AddPages();

var app = builder.Build();
app.UseEdge();
app.UsePageResponses();
app.MapDefaultEndpoints();
app.MapApiProxy();
app.MapPages();
return await app.RunServiceAsync();
