using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Accounts;

public sealed class GuestAccountTests(SharedApi shared) : IDisposable
{
    private const string Cookie = "plandecomp_guest";
    private readonly PlanData _data = new();

    public void Dispose() => _data.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_thing_someone_makes_gives_a_cookie()
    {
        var app = shared.App;
        using var client = app.NewClient();
        using var response = await CreateAsync(client);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith(Cookie + "=", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/;", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);

        using var again = await client.GetAsync("/plans", Ct);
        Assert.False(again.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/plans", HttpStatusCode.OK)]
    [InlineData("/plans?q=x", HttpStatusCode.OK)]
    [InlineData("/plans/1", HttpStatusCode.NotFound)]
    [InlineData("/plans/1/tree", HttpStatusCode.NotFound)]
    [InlineData("/jobs", HttpStatusCode.OK)]
    [InlineData("/jobs/stream?ids=00000000000000000000000000000000", HttpStatusCode.NotFound)]
    [InlineData("/chat/sessions", HttpStatusCode.OK)]
    [InlineData("/chat/about", HttpStatusCode.OK)]
    [InlineData("/chat/commands", HttpStatusCode.OK)]
    [InlineData("/plans/import/limits", HttpStatusCode.OK)]
    public async Task Who_only_reads_gets_no_account_and_sees_nothing_of_others(string path, HttpStatusCode expected)
    {
        var app = shared.App;
        using (var other = app.NewClient()) await other.CreatePlanAsync("another's");
        foreach (var cookie in new[] { null, "nonsense" })
        {
            using var client = app.NewClient();
            if (cookie is not null) client.DefaultRequestHeaders.Add("Cookie", $"{Cookie}={cookie}");
            using var response = await client.GetAsync(path, Ct);

            Assert.Equal(expected, response.StatusCode);
            Assert.False(response.Headers.Contains("Set-Cookie"));
            Assert.DoesNotContain("another's", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_cookie_is_secure_when_the_browser_speaks_https()
    {
        var app = shared.App;
        using var client = app.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var response = await CreateAsync(client);

        Assert.Contains("; secure", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_is_known_to_every_instance_and_after_a_restart()
    {
        var jar = new CookieContainer();
        long plan;
        await using (var first = new ApiApp(_data.Path))
        await using (var second = new ApiApp(_data.Path))
        {
            using var atFirst = first.NewClient(jar);
            plan = await atFirst.CreatePlanAsync();
            using var atSecond = second.NewClient(OfHost(jar, first, second));
            await atSecond.GetAsync(HttpStatusCode.OK, $"/plans/{plan}");
        }

        await using var restarted = new ApiApp(_data.Path);
        using var back = restarted.NewClient(jar);
        await back.GetAsync(HttpStatusCode.OK, $"/plans/{plan}");
    }

    [Fact]
    public async Task Instances_that_start_together_on_an_empty_folder_read_each_others_cookies()
    {
        for (var round = 0; round < 3; round++)
        {
            using var data = new PlanData();
            var apps = Enumerable.Range(0, 3).Select(_ => new ApiApp(data.Path)).ToList();
            await Task.WhenAll(apps.Select(app => Task.Run(() => app.Address, Ct)));
            foreach (var issuer in apps)
            {
                var jar = new CookieContainer();
                using var there = issuer.NewClient(jar);
                var plan = await there.CreatePlanAsync();
                foreach (var reader in apps)
                {
                    using var here = reader.NewClient(jar);
                    await here.GetAsync(HttpStatusCode.OK, $"/plans/{plan}");
                }
            }

            Assert.Single(Directory.EnumerateFiles(Path.Combine(data.Path, "keys")));
            foreach (var app in apps) await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_cookie_that_is_not_ours_gives_a_new_guest()
    {
        var app = shared.App;
        var jar = new CookieContainer();
        using var client = app.NewClient(jar);
        var plan = await client.CreatePlanAsync();
        var cookie = jar.GetCookies(app.Address)[Cookie]!;
        var forged = cookie.Value[..^6] + (cookie.Value.EndsWith("AAAAAA", StringComparison.Ordinal) ? "BBBBBB" : "AAAAAA");
        foreach (var value in (string[])[forged, "nonsense", "guest:1"])
        {
            var other = new CookieContainer();
            other.Add(app.Address, new Cookie(Cookie, value));
            using var forger = app.NewClient(other);
            using var read = await forger.GetAsync($"/plans/{plan}", Ct);
            using var response = await CreateAsync(forger);

            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
            Assert.Contains(response.Headers.GetValues("Set-Cookie"), set => set.StartsWith(Cookie + "=CfDJ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_guest_who_comes_now_and_then_is_never_forgotten()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = new ApiApp(_data.Path, services: services => services.AddSingleton<TimeProvider>(time));
        string cookie;
        using (var client = app.NewClient())
        {
            using var first = await CreateAsync(client);
            cookie = ValueOf(first)!;
        }

        var owner = await PlanOwnerAsync(app, cookie);
        for (var visit = 0; visit < 3; visit++)
        {
            time.Advance(TimeSpan.FromDays(201));
            using var client = app.NewClient(new CookieContainer());
            client.DefaultRequestHeaders.Add("Cookie", $"{Cookie}={cookie}");
            using var response = await client.GetAsync("/plans", Ct);
            cookie = ValueOf(response)!;
            Assert.Equal(owner, await PlanOwnerAsync(app, cookie));
        }

        time.Advance(TimeSpan.FromDays(401));
        Assert.NotEqual(owner, await PlanOwnerAsync(app, cookie));
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/scalar/")]
    [InlineData("/nothing/here")]
    public async Task Pages_about_the_service_make_no_accounts(string path)
    {
        using var client = shared.App.NewClient();
        using var response = await client.GetAsync(path, Ct);

        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient client) => client.PostAsJsonAsync("/plans", new { title = "plan" }, Ct);

    private async Task<string> PlanOwnerAsync(ApiApp app, string cookie)
    {
        using var client = app.NewClient(new CookieContainer());
        client.DefaultRequestHeaders.Add("Cookie", $"{Cookie}={cookie}");
        var plan = await client.CreatePlanAsync();
        return PlanData.Query<string>(_data.Files.Folder.Plan(plan), "SELECT owner FROM plan").Single();
    }

    private static string? ValueOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var set) ? set.Single().Split(';')[0][(Cookie.Length + 1)..] : null;

    /// <summary>Cookies go by host, and all instances are on one: the jar is good as it is.</summary>
    private static CookieContainer OfHost(CookieContainer jar, ApiApp one, ApiApp other)
    {
        Assert.Equal(one.Address.Host, other.Address.Host);
        return jar;
    }
}
