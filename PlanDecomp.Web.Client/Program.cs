using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using PlanDecomp.Web.Client;
using PlanDecomp.Web.Client.JobLog;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Theme;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.Services.AddWebClient(new Uri(builder.HostEnvironment.BaseAddress));
var host = builder.Build();

// Before anything is drawn: the page must not change its language or colours when it comes alive.
var browser = host.Services.GetRequiredService<Browser>();
var (language, isDark) = await browser.ReadPreferencesAsync();
host.Services.GetRequiredService<Localizer>().Use(language);
host.Services.GetRequiredService<ThemeChoice>().Use(isDark);
host.Services.GetRequiredService<TraceLink>().Use(await browser.ReadTraceUrlAsync());
await host.RunAsync();
