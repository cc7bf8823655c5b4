using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Proxy;

namespace PlanDecomp.Tests.Web;

/// <summary>Beside no others: what listens to requests is global, and another host of this process would name the spans after its own mind.</summary>
[Collection(Alone.Name)]
public sealed class ProxySpansTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/plans/17/decompose", "/api/plans/{id}/decompose")]
    [InlineData("/api/tasks/decompose/jobs/5f0c2b7e8d6a4c1b9e3f7a2d1c0b9e8f", "/api/tasks/decompose/jobs/{id}")]
    [InlineData("/api/plans/7/tasks/9/results", "/api/plans/{id}/tasks/{id}/results")]
    [InlineData("/api/jobs/%E4%BD%A0/x", "/api/jobs/{id}/x")]
    [InlineData("/api/a/b/c/d/e/f/g/h/i", "/api/a/b/c/d/e/f/g/…")]
    [InlineData("/api", "/api")]
    public void A_path_is_named_by_its_words(string path, string route) => Assert.Equal(route, ProxySpans.RouteOf(path));

    [Fact]
    public async Task A_request_that_is_passed_on_is_named_by_its_route_and_continues_its_callers_trace_down_to_the_Api()
    {
        var seen = new List<string>();
        await using var api = await Backend.StartAsync(context =>
        {
            lock (seen) seen.Add(context.Request.Headers.TraceParent.ToString());
            context.Response.StatusCode = context.Request.Path.StartsWithSegments("/plans") ? 200 : 404;
            return Task.CompletedTask;
        });
        var exported = new SpanList();
        await using var web = Build(api.Url, exported);
        await web.StartAsync(Ct);
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new Uri(web.Urls.Single()) };

        await SendAsync(client, "/api/plans/17/decompose", $"00-{Trace}-00f067aa0ba902b7-01");
        await SendAsync(client, "/api/plans", null);
        await SendAsync(client, "/api/secret/../wp-login", null);
        await SendAsync(client, "/api/plans/17/stream", null);
        await web.StopAsync(Ct);

        var spans = exported.Spans.Where(span => span.Kind == ActivityKind.Server && Equals(span.GetTagItem("server.port"), client.BaseAddress!.Port)).ToList();
        Assert.Equal(["POST /api/plans/{id}/decompose", "POST /api/plans", "POST /api/{**rest}"], spans.Select(span => span.DisplayName));
        Assert.Equal((Trace, "00f067aa0ba902b7"), (spans[0].TraceId.ToHexString(), spans[0].ParentSpanId.ToHexString()));
        Assert.Equal(default, spans[1].ParentSpanId);
        Assert.Equal(spans.Select(span => span.TraceId.ToHexString()), seen.Take(3).Select(parent => parent.Split('-')[1]));
    }

    private static async Task SendAsync(HttpClient client, string path, string? traceParent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (traceParent is not null) request.Headers.Add("traceparent", traceParent);
        (await client.SendAsync(request, Ct)).Dispose();
    }

    private static WebApplication Build(string api, SpanList exported)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["services:api:http:0"] = api;
        builder.Configuration["Logging:LogLevel:Default"] = "Error";
        builder.AddServiceDefaults();
        builder.AddApiProxy();
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(exported)));
        var app = builder.Build();
        app.MapApiProxy();
        return app;
    }
}
