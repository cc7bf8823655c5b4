using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.ServiceDefaults.Edge;

namespace PlanDecomp.Tests.ServiceDefaults.Edge;

public sealed class KnownProxiesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.1.2.3", "203.0.113.7")]
    [InlineData("192.168.7.5", "203.0.113.7")]
    [InlineData("192.168.7.6", "192.168.7.6")]
    [InlineData("198.51.100.1", "198.51.100.1")]
    public async Task Only_known_proxies_are_believed_whom_a_request_is_from(string sender, string expected)
    {
        var builder = WebApplication.CreateBuilder(["--Logging:LogLevel:Default=Error", "--Edge:KnownProxies:0=10.0.0.0/8", "--Edge:KnownProxies:1=192.168.7.5/32"]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor);
        await using var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(sender);
            return next(context);
        });
        app.UseEdge();
        app.MapGet("/", (HttpContext context) => $"{context.Connection.RemoteIpAddress}");
        await app.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        Assert.Equal(expected, await client.GetStringAsync("/", Ct));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("proxy.example.com")]
    public void A_network_that_is_none_is_refused_at_the_start(string network)
    {
        var options = new EdgeOptions();
        options.KnownProxies.Add(network);
        Assert.Contains($"'{network}'", Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage, StringComparison.Ordinal);
    }
}
