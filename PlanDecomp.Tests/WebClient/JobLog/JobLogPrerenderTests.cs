using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlanDecomp.Web.Client;
using PlanDecomp.Web.Client.JobLog;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>The panel on the web host, before the page is alive.</summary>
public sealed class JobLogPrerenderTests
{
    [Fact]
    public async Task A_prerendered_panel_has_its_title_and_asks_nothing()
    {
        await using var api = await ScriptedApi.StartAsync();
        api.Add("a").Log("line 1");
        var js = new BunitJSInterop { Mode = JSRuntimeMode.Loose };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddWebClient(api.Address);
        services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(api.Address, "api/") });
        services.AddScoped(_ => js.JSRuntime);
        services.AddScoped<NavigationManager, Nowhere>();
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);

        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(JobLogPanel.JobId)] = "a" });
            return (await renderer.RenderComponentAsync<JobLogPanel>(parameters)).ToHtmlString();
        });

        Assert.Contains("Task decomposition log", html);
        Assert.Contains("Loading", html);
        Assert.Empty(api.Requests);
        Assert.Empty(js.Invocations);
    }

    private sealed class Nowhere : NavigationManager
    {
        public Nowhere() => Initialize("http://localhost/", "http://localhost/");
    }
}
