using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using PlanDecomp.Web.Pages;

namespace PlanDecomp.Tests.Web;

/// <summary>The pages and their files as the web host sends them, without a browser and without an Api.</summary>
public sealed partial class PageTests(PageTests.Host host) : IClassFixture<PageTests.Host>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", null, "zh-CN", "计划")]
    [InlineData("en-GB,en;q=0.9", null, "en", "Plans")]
    [InlineData("fr", null, "en", "Plans")]
    [InlineData("en", "plandecomp_language=zh-CN", "zh-CN", "计划")]
    [InlineData("zh", "plandecomp_language=en", "en", "Plans")]
    public async Task A_page_is_prerendered_in_the_chosen_language_else_in_the_browsers(string accepted, string? cookie, string tag, string heading)
    {
        using var answer = await GetAsync("/plans", ("Accept-Language", accepted), ("Cookie", cookie));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains($"<html lang=\"{tag}\"", page, StringComparison.Ordinal);
        Assert.Matches($"<h1[^>]*>{heading}</h1>", page);
    }

    [Theory]
    [InlineData("plandecomp_theme=dark", "data-theme=\"dark\"", "content=\"dark\"")]
    [InlineData("plandecomp_theme=light", "data-theme=\"light\"", "content=\"light\"")]
    public async Task A_page_is_prerendered_in_the_chosen_colours(string cookie, string theme, string scheme)
    {
        using var answer = await GetAsync("/", ("Cookie", cookie));
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains(theme, page, StringComparison.Ordinal);
        Assert.Contains(scheme, page, StringComparison.Ordinal);
        Assert.DoesNotContain(":root[data-theme=dark]", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_strict_compressed_not_kept_and_sets_no_cookie()
    {
        using var answer = await GetAsync("/", ("Accept-Encoding", "br"));

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
        var policy = Header(answer, "Content-Security-Policy").Split("; ");
        Assert.Contains("frame-ancestors 'none'", policy);
        var scripts = Assert.Single(policy, rule => rule.StartsWith("script-src ", StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe-inline", scripts, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", scripts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_one_inline_script_has_a_nonce_that_is_never_the_same()
    {
        var nonces = new List<string>();
        for (var n = 0; n < 2; n++)
        {
            using var answer = await GetAsync("/");
            var inline = Assert.Single(InlineScript().Matches(await answer.Content.ReadAsStringAsync(Ct)));
            nonces.Add(inline.Groups["nonce"].Value);
            Assert.Contains($"'nonce-{nonces[n]}'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        }

        Assert.NotEqual(nonces[0], nonces[1]);
    }

    [Fact]
    public async Task Each_file_of_a_page_is_there_compressed_and_kept_for_ever_when_its_name_tells_its_content()
    {
        using var page = await GetAsync("/");
        var files = LinkedFile().Matches(await page.Content.ReadAsStringAsync(Ct)).Select(link => link.Groups["path"].Value).Distinct().ToList();
        Assert.True(files.Count >= 6, string.Join(' ', files));
        foreach (var file in files)
        {
            using var answer = await GetAsync($"/{file}", ("Accept-Encoding", "br, gzip"));
            Assert.True(answer.IsSuccessStatusCode, $"{file}: {answer.StatusCode}");
            Assert.True(answer.Content.Headers.ContentEncoding.Count == 1, $"{file} is not compressed.");
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            var cache = answer.Headers.CacheControl!;
            if (Fingerprint().IsMatch(file)) Assert.True(cache.MaxAge > TimeSpan.FromDays(300) && cache.Extensions.Contains(new NameValueHeaderValue("immutable")), file);
            else Assert.True(cache.NoCache || cache.MustRevalidate, file);
        }
    }

#if !DEBUG // Only a Release build is published as well.
    [Fact]
    public async Task The_client_is_trimmed()
    {
        using var start = await GetAsync("/_framework/dotnet.js");
        var assemblies = Assembly().Count(await start.Content.ReadAsStringAsync(Ct));

        // Untrimmed it is more than 150.
        Assert.InRange(assemblies, 20, 80);
    }
#endif

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("*/*", null)]
    public async Task Who_reads_pages_gets_one_where_there_is_nothing_and_others_get_the_status_alone(string accept, string? type)
    {
        using var answer = await GetAsync("/nowhere", ("Accept", accept));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        if (type is not null) Assert.Contains("There is nothing at this address.", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_can_be_posted_to_a_page()
    {
        using var answer = await host.Web.Client.PostAsync("/plans", new FormUrlEncodedContent([]), Ct);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_tells_the_address_of_traces_where_one_is_set()
    {
        using var without = await GetAsync("/");
        Assert.DoesNotContain("data-trace-url", await without.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        await using var web = await WebHost.StartAsync([("Telemetry__TraceUrl", "http://127.0.0.1:18888/traces/detail/{trace_id}")], Backend.DeadUrl());
        var page = await web.Client.GetStringAsync("/", Ct);
        Assert.Contains("data-trace-url=\"http://127.0.0.1:18888/traces/detail/{trace_id}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)//{trace_id}")]
    [InlineData("http://127.0.0.1:18888/traces")]
    [InlineData("/traces/{trace_id}")]
    public void An_address_of_traces_is_an_http_address_with_a_place_for_the_id(string url) =>
        Assert.Single(new TelemetryOptions { TraceUrl = url }.Validate(new ValidationContext(this)));

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            if (value is not null) request.Headers.Add(name, value);
        }

        return await host.Web.Client.SendAsync(request, Ct);
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    [GeneratedRegex("<script(?![^>]* src=)[^>]*nonce=\"(?<nonce>[^\"]+)\"")]
    private static partial Regex InlineScript();

    [GeneratedRegex("<(?:script|link)[^>]* (?:src|href)=\"(?<path>[^\"/][^\"]*)\"")]
    private static partial Regex LinkedFile();

    [GeneratedRegex(@"\.[a-z0-9]{10}\.")]
    private static partial Regex Fingerprint();

#if !DEBUG
    [GeneratedRegex(@"""virtualPath"":\s*""[^""]+\.wasm""")]
    private static partial Regex Assembly();
#endif

    public sealed class Host : IAsyncLifetime
    {
        internal WebHost Web { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Web = await WebHost.StartAsync(Backend.DeadUrl());

        public ValueTask DisposeAsync() => Web.DisposeAsync();
    }
}
