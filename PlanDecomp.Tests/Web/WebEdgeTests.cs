using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;

namespace PlanDecomp.Tests.Web;

/// <summary>What the web host lets a browser do, before it looks at the address.</summary>
public sealed class WebEdgeTests(WebEdgeTests.Host host) : IClassFixture<WebEdgeTests.Host>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Routes =>
        [.. from method in new[] { "POST", "PUT", "PATCH", "DELETE" } from path in new[] { "/api/plans", "/api/plans/1/proposals/1/reject", "/", "/plans", "/nowhere" } select (method, path)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_page_of_another_origin_changes_anything(string method, string path)
    {
        var before = host.Api.Requests;
        foreach (var (name, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "http://127.0.0.1:9"), ("Origin", "null") })
        {
            using var answer = await SendAsync(method, path, (name, value));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(before, host.Api.Requests);
    }

    [Fact]
    public async Task Our_own_page_is_passed_on()
    {
        var origin = host.Web.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        using var modern = await SendAsync("POST", "/api/plans", ("Sec-Fetch-Site", "same-origin"), ("Origin", origin));
        using var old = await SendAsync("POST", "/api/plans", ("Origin", origin));
        using var none = await SendAsync("POST", "/api/plans");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (modern.StatusCode, old.StatusCode, none.StatusCode));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/plans")]
    [InlineData("/boot.js")]
    public async Task It_does_not_answer_to_another_name(string path)
    {
        using var answer = await SendAsync("GET", path, ("Host", "evil.example"));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/plans")]
    [InlineData("/plans/1")]
    [InlineData("/jobs")]
    [InlineData("/not-found")]
    [InlineData("/nowhere-at-all")]
    [InlineData("/boot.js")]
    [InlineData("/api/plans")]
    [InlineData("/alive")]
    public async Task Every_answer_says_what_browsers_may_do_with_it_and_nothing_of_the_server(string path)
    {
        using var answer = await SendAsync("GET", path, ("Accept", "text/html"));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Empty(answer.Headers.Server);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET") request.Content = JsonContent.Create(new { });
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await host.Web.Client.SendAsync(request, Ct);
    }

    public sealed class Host : IAsyncLifetime
    {
        internal Backend Api { get; private set; } = null!;

        internal WebHost Web { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Api = await Backend.StartAsync(context => context.Response.WriteAsync("{}", Ct));
            Web = await WebHost.StartAsync(Api.Url);
        }

        public async ValueTask DisposeAsync()
        {
            await Web.DisposeAsync();
            await Api.DisposeAsync();
        }
    }
}
