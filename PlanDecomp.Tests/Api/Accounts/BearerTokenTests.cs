using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Accounts;

public sealed class BearerTokenTests(BearerTokenTests.House house) : IClassFixture<BearerTokenTests.House>
{
    private readonly PlanData _data = house.Data;
    private readonly FakeAuthority _authority = house.Authority;
    private readonly ApiApp _app = house.App;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An authority, and an Api that trusts it and lets guests in, for all tests here.</summary>
    public sealed class House : IAsyncLifetime
    {
        public PlanData Data { get; } = new();

        public FakeAuthority Authority { get; private set; } = null!;

        public ApiApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Authority = await FakeAuthority.StartAsync();
            App = new ApiApp(Data.Path, Settings(Authority.Issuer, allowGuests: true));
        }

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            await Authority.DisposeAsync();
            Data.Dispose();
        }
    }

    [Fact]
    public async Task A_tokens_subject_owns_what_it_makes()
    {
        using var anna = Client(_authority.Token("anna"));
        using var annaAgain = Client(_authority.Token("anna", minutes: 5));
        using var bert = Client(_authority.Token("bert"));
        using var guest = _app.NewClient();

        var plan = await anna.CreatePlanAsync();

        await annaAgain.GetAsync(HttpStatusCode.OK, $"/plans/{plan}");
        await bert.GetAsync(HttpStatusCode.NotFound, $"/plans/{plan}");
        await guest.GetAsync(HttpStatusCode.NotFound, $"/plans/{plan}");
        Assert.Equal([$"oidc:{_authority.Issuer}|anna"], PlanData.Query<string>(_data.Files.Folder.Plan(plan), "SELECT owner FROM plan"));
    }

    [Fact]
    public async Task A_token_cannot_speak_for_a_guest()
    {
        using var guest = _app.NewClient();
        var plan = await guest.CreatePlanAsync();
        var owner = PlanData.Query<string>(_data.Files.Folder.Plan(plan), "SELECT owner FROM plan").Single();
        Assert.StartsWith("guest:", owner, StringComparison.Ordinal);

        using var liar = Client(_authority.Token(owner["guest:".Length..], more: [new Claim("owner", owner), new Claim("amr", "Guest")]));

        await liar.GetAsync(HttpStatusCode.NotFound, $"/plans/{plan}");
    }

    [Fact]
    public async Task A_token_that_is_not_good_is_refused_and_no_guest_is_made()
    {
        using var rsa = RSA.Create(2048);
        var foreignKey = new RsaSecurityKey(rsa) { KeyId = _authority.Key.KeyId };
        var good = _authority.Token();
        var jar = new CookieContainer();
        foreach (var token in (string[])[
            _authority.Token(minutes: -10),
            _authority.Token(audience: "another service"),
            _authority.Token(issuer: "http://elsewhere.example"),
            _authority.Token(key: foreignKey),
            _authority.Token(subject: null),
            good[..^4] + "AAAA",
            $"{good[..good.LastIndexOf('.')]}.",
            "nonsense",
            ""])
        {
            using var client = _app.NewClient(jar);
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var response = await client.GetAsync("/plans", Ct);

            Assert.True(HttpStatusCode.Unauthorized == response.StatusCode, token);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task A_bad_token_is_refused_even_with_a_good_cookie()
    {
        var jar = new CookieContainer();
        using (var guest = _app.NewClient(jar)) await guest.CreatePlanAsync();
        using var client = _app.NewClient(jar);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nonsense");

        await client.GetAsync(HttpStatusCode.Unauthorized, "/plans");
    }

    [Fact]
    public async Task Without_guests_a_token_is_needed()
    {
        await using var app = new ApiApp(_data.Path, Settings(_authority.Issuer, allowGuests: false));
        using var stranger = app.NewClient();
        using var response = await stranger.GetAsync("/plans", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.False(response.Headers.Contains("Set-Cookie"));

        using var anna = app.NewClient();
        anna.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _authority.Token("anna"));
        await anna.CreatePlanAsync();
    }

    [Fact]
    public async Task Without_an_authority_no_token_is_good()
    {
        await using var app = new ApiApp(_data.Path);
        using var client = app.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _authority.Token());

        await client.GetAsync(HttpStatusCode.Unauthorized, "/plans");
    }

    [Fact]
    public async Task While_the_authority_is_away_no_token_is_good()
    {
        var token = _authority.Token();
        await using var app = new ApiApp(_data.Path, Settings("http://127.0.0.1:9", allowGuests: true));
        using var client = app.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        await client.GetAsync(HttpStatusCode.Unauthorized, "/plans");
    }

    [Fact]
    public async Task An_authority_without_an_audience_is_refused_at_the_start_in_one_line()
    {
        await using var api = ServiceProcess.Start("PlanDecomp.Api",
        [
            new("Storage__Path", _data.Path), new("ConnectionStrings__redis", "127.0.0.1:1"),
            new("ASPNETCORE_URLS", "http://127.0.0.1:0"), new("Auth__Authority", _authority.Issuer),
        ]);

        await Eventually.TrueAsync(() => api.HasExited, "the Api ends");

        Assert.Equal(78, api.ExitCode);
        await Eventually.TrueAsync(() => api.Output.Contains("Auth:Authority needs Auth:Audience.", StringComparison.Ordinal), "it says why");
    }

    private static Dictionary<string, string?> Settings(string authority, bool allowGuests) => new()
    {
        ["Auth:Authority"] = authority,
        ["Auth:Audience"] = FakeAuthority.Audience,
        ["Auth:RequireHttpsMetadata"] = "false",
        ["Auth:AllowGuests"] = allowGuests ? "true" : "false",
    };

    private HttpClient Client(string token)
    {
        var client = _app.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
