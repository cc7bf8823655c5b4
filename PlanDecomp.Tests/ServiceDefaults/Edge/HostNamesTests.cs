using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.ServiceDefaults.Edge;

namespace PlanDecomp.Tests.ServiceDefaults.Edge;

public sealed class HostNamesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("192.168.7.5:5080", HttpStatusCode.OK)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("LOCALHOST.", HttpStatusCode.OK)]
    [InlineData("web-plandecomp.dev.localhost:5080", HttpStatusCode.OK)]
    [InlineData("plans.example.com", HttpStatusCode.OK)]
    [InlineData("a.b.example.org:443", HttpStatusCode.OK)]
    [InlineData("example.org", HttpStatusCode.MisdirectedRequest)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("plans.example.com.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example:5080", HttpStatusCode.MisdirectedRequest)]
    [InlineData("notlocalhost", HttpStatusCode.MisdirectedRequest)]
    public async Task Only_known_names_are_answered_to(string host, HttpStatusCode expected)
    {
        await using var app = await StartAsync("--Edge:AllowedHosts:0=plans.example.com", "--Edge:AllowedHosts:1=*.example.org");
        Assert.Equal(expected, await AskAsync(app, "/", host));
    }

    [Fact]
    public async Task A_page_whose_name_was_pointed_here_cannot_say_that_it_was_forwarded()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await AskAsync(app, "/", "evil.example", ("X-Forwarded-Host", "localhost")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/", "localhost", ("X-Forwarded-Host", "plans.example.com")));
    }

    [Fact]
    public async Task Health_probes_ask_by_any_name()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/alive", "api-service:8080"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/health", "api-service:8080"));
    }

    [Fact]
    public async Task The_hosts_of_the_services_own_addresses_are_known()
    {
        await using var app = await StartAsync("--urls=http://plans.example:0", "--Kestrel:Endpoints:Other:Url=http://other.example:0");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/", "plans.example:5080"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/", "other.example"));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await AskAsync(app, "/", "evil.example"));
    }

    [Fact]
    public async Task A_star_stands_for_any_name()
    {
        await using var app = await StartAsync("--Edge:AllowedHosts:0=*");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/", "whatever.example"));
    }

    [Theory]
    [InlineData("https://plans.example.com")]
    [InlineData("plans.example.com:443")]
    [InlineData("plans.*.com")]
    [InlineData("")]
    public void A_name_that_is_none_is_refused_at_the_start(string host)
    {
        var options = new EdgeOptions();
        options.AllowedHosts.Add(host);
        Assert.Contains($"'{host}'", Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskAsync(WebApplication app, string path, string host, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal)) };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Host", host);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await client.SendAsync(request, Ct);
        if (!answer.IsSuccessStatusCode) Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return answer.StatusCode;
    }

    private static async Task<WebApplication> StartAsync(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(["--Logging:LogLevel:Default=Error", .. args]);
        if (!args.Any(arg => arg.StartsWith("--urls", StringComparison.Ordinal))) builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.UseEdge();
        app.MapDefaultEndpoints();
        app.MapGet("/", () => "here");
        await app.StartAsync(Ct);
        return app;
    }
}
