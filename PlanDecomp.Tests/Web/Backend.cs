using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Web;

/// <summary>An Api of the test's own, over real HTTP.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private Backend(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>Requests so far, without the proxy's probes.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static async Task<Backend> StartAsync(RequestDelegate answer, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var backend = new Backend(app);
        app.MapGet("/alive", () => "alive");
        app.MapFallback("{**path}", context =>
        {
            Interlocked.Increment(ref backend._requests);
            return answer(context);
        });
        await app.StartAsync();
        return backend;
    }

    /// <summary>An address at which nothing listens.</summary>
    public static string DeadUrl() => $"http://127.0.0.1:{FreePort.Next()}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
