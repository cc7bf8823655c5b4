using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using PlanDecomp.Tests.Api.Accounts;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Access;

/// <summary>An Api with an authority, guests and an operator, so that every route and every way to come in is there.</summary>
public sealed partial class AccessHouse : IAsyncLifetime
{
    private const string GuestCookie = "plandecomp_guest";
    private readonly RSA _otherKey = RSA.Create(2048);
    private readonly CookieContainer _jar = new();

    public PlanData Data { get; } = new();

    public ApiApp App { get; private set; } = null!;

    /// <summary>A guest, who has things.</summary>
    public HttpClient Owner { get; private set; } = null!;

    private FakeAuthority Authority { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Authority = await FakeAuthority.StartAsync();
        App = new ApiApp(Data.Path, new Dictionary<string, string?>
        {
            ["Auth:Authority"] = Authority.Issuer,
            ["Auth:Audience"] = FakeAuthority.Audience,
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Operator:Key"] = $"{Guid.NewGuid():n}",
        });
        Owner = App.NewClient(_jar);
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        await App.DisposeAsync();
        await Authority.DisposeAsync();
        _otherKey.Dispose();
        Data.Dispose();
    }

    /// <summary>All that is sent to the Api once the owner is known, and is not the owner.</summary>
    /// <returns>Who, and a client that is no one else for as long as it lives. The caller disposes them.</returns>
    public IReadOnlyList<(string Who, HttpClient Client)> Strangers() =>
    [
        ("nobody", Bare()),
        ("a forged cookie", Bare(cookie: Forged(OwnersCookie()))),
        ("a cookie that no one has signed", Bare(cookie: "guest:1")),
        ("another's token", Bare(Authority.Token("bert"))),
    ];

    /// <summary>Tokens that let no one in, each beside the owner's own good cookie.</summary>
    public IReadOnlyList<(string Who, HttpClient Client)> Refused()
    {
        var key = new RsaSecurityKey(_otherKey) { KeyId = Authority.Key.KeyId };
        var good = Authority.Token();
        (string Who, string Token)[] tokens =
        [
            ("an expired token", Authority.Token(minutes: -5)),
            ("a token of another key", Authority.Token(key: key)),
            ("a token for another service", Authority.Token(audience: "another")),
            ("a token of another authority", Authority.Token(issuer: "http://127.0.0.1:9")),
            ("a token of no one", Authority.Token(subject: null)),
            ("a token without its signature", good[..(good.LastIndexOf('.') + 1)]),
            ("no token at all", "nonsense"),
            ("an empty token", ""),
        ];
        return [.. tokens.Select(one => (one.Who, Bare(one.Token, OwnersCookie())))];
    }

    /// <summary>Every route that there is, and whether it asks for an account.</summary>
    public IReadOnlyList<(string Method, string Path, bool IsForAccounts)> Routes() =>
    [
        .. from endpoint in App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let isForAccounts = endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
           let path = $"/{Constraints().Replace(endpoint.RoutePattern.RawText!, "}").Trim('/')}"
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select (method, path, isForAccounts),
    ];

    /// <summary>A client that says so much of who it is in every request, and keeps nothing.</summary>
    private HttpClient Bare(string? token = null, string? cookie = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = App.Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (cookie is not null) client.DefaultRequestHeaders.Add("Cookie", $"{GuestCookie}={cookie}");
        return client;
    }

    private string OwnersCookie() => _jar.GetCookies(App.Address)[GuestCookie]!.Value;

    private static string Forged(string cookie) => cookie[..^6] + (cookie.EndsWith("AAAAAA", StringComparison.Ordinal) ? "BBBBBB" : "AAAAAA");

    [GeneratedRegex("[:?=][^{}]*}")]
    private static partial Regex Constraints();
}
