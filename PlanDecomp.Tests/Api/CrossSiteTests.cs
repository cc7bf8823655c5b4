using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api;

/// <summary>What a page of another origin can have a browser send, to every route that there is.</summary>
public sealed partial class CrossSiteTests(SharedApi shared) : ApiTest(shared)
{
    private static readonly string[] Changing = ["POST", "PUT", "PATCH", "DELETE"];

    /// <summary>What browsers say of a request that was not made by a page from here.</summary>
    private static readonly (string Name, string Value)[][] Others =
    [
        [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")],
        [("Sec-Fetch-Site", "same-site"), ("Origin", "http://127.0.0.1:9")],
        [("Sec-Fetch-Site", "cross-site")],
        [("Sec-Fetch-Site", "same-site")],
        [("Origin", "http://127.0.0.1:9")],
        [("Origin", "http://localhost:9")],
        [("Origin", "https://evil.example")],
        [("Origin", "null")],
    ];

    [Fact]
    public async Task No_page_of_another_origin_changes_anything_at_any_route()
    {
        foreach (var (method, path) in ChangingRoutes())
        {
            foreach (var headers in Others)
            {
                using var answer = await SendAsync(method, path, headers, null);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} {string.Join(' ', headers)}: {(int)answer.StatusCode}");
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                Assert.False(answer.Headers.Contains("Set-Cookie"));
            }
        }
    }

    [Fact]
    public async Task Our_own_pages_and_programs_are_let_through_to_every_route()
    {
        (string Name, string Value)[][] own =
        [
            [("Sec-Fetch-Site", "same-origin"), ("Origin", App.Address.GetLeftPart(UriPartial.Authority))],
            [("Sec-Fetch-Site", "none")],
            [("Origin", App.Address.GetLeftPart(UriPartial.Authority))],
            [],
        ];
        foreach (var (method, path) in ChangingRoutes())
        {
            foreach (var headers in own)
            {
                using var answer = await SendAsync(method, path, headers, JsonContent.Create(new { }));
                Assert.True(answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.UnsupportedMediaType), $"{method} {path} {string.Join(' ', headers)}: {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_page_behind_the_web_host_is_our_own_by_the_address_that_it_has_there()
    {
        using var own = await SendAsync("POST", "/plans", [("X-Forwarded-Host", "plans.example"), ("X-Forwarded-Proto", "https"), ("Origin", "https://plans.example")], JsonContent.Create(new { title = "a" }));
        using var other = await SendAsync("POST", "/plans", [("X-Forwarded-Host", "plans.example"), ("Origin", "https://plans.example:8443")], JsonContent.Create(new { title = "a" }));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Forbidden), (own.StatusCode, other.StatusCode));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a=b")]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("text/plain", "{}")]
    [InlineData("multipart/form-data; boundary=x", "--x--")]
    [InlineData(null, "{}")]
    public async Task What_a_form_can_send_is_read_by_no_route(string? type, string body)
    {
        foreach (var (method, path) in ChangingRoutes())
        {
            var content = new StringContent(body);
            content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            using var answer = await SendAsync(method, path, [], content);
            Assert.True(answer.StatusCode == HttpStatusCode.UnsupportedMediaType, $"{method} {path} {type}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Reading_is_left_to_the_browsers_own_rules()
    {
        using var answer = await SendAsync("GET", "/plans", Others[0], null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Theory]
    [InlineData("/plans")]
    [InlineData("/nowhere")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/scalar/")]
    [InlineData("/scalar/scalar.js")]
    [InlineData("/alive")]
    public async Task Every_answer_says_what_browsers_may_do_with_it_and_nothing_of_the_server(string path)
    {
        using var answer = await SendAsync("GET", path, [], null);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Empty(answer.Headers.Server);
    }

    [Fact]
    public async Task The_scripts_of_the_reference_page_carry_its_nonce()
    {
        using var answer = await SendAsync("GET", "/scalar/", [], null);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var nonce = Nonce().Match(policy).Groups[1].Value;
        var scripts = Script().Matches(await answer.Content.ReadAsStringAsync(Ct));

        Assert.NotEmpty(nonce);
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    private IEnumerable<(string Method, string Path)> ChangingRoutes()
    {
        var routes = App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"])
                .Where(Changing.Contains)
                .Select(method => (method, $"/{Parameter().Replace(endpoint.RoutePattern.RawText!, "1").TrimStart('/')}"))).ToList();
        Assert.True(routes.Count > 25, $"{routes.Count} routes");
        return [.. routes, ("POST", "/nowhere")];
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, (string Name, string Value)[] headers, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await Anna.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();
}
