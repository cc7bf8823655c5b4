using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PlanDecomp.Tests.Api.Accounts;

/// <summary>An OpenID Connect authority on this machine: its discovery document, its public key, and tokens signed with it.</summary>
public sealed class FakeAuthority : IAsyncDisposable
{
    public const string Audience = "plandecomp";
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;

    private FakeAuthority()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        Key = new RsaSecurityKey(_rsa) { KeyId = "key-1" };
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{Issuer}/keys" }));
        _app.MapGet("/keys", () =>
        {
            var key = _rsa.ExportParameters(false);
            return Results.Json(new
            {
                keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = Key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } },
            });
        });
    }

    public RsaSecurityKey Key { get; }
    public string Issuer => _app.Urls.First();

    public static async Task<FakeAuthority> StartAsync()
    {
        var authority = new FakeAuthority();
        await authority._app.StartAsync();
        return authority;
    }

    public string Token(string? subject = "sub-1", string audience = Audience, string? issuer = null, SecurityKey? key = null, int minutes = 10, params Claim[] more)
    {
        var claims = new List<Claim>(more);
        if (subject is not null) claims.Add(new Claim("sub", subject));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience,
            Subject = new ClaimsIdentity(claims),
            NotBefore = DateTime.UtcNow.AddMinutes(-30),
            IssuedAt = DateTime.UtcNow.AddMinutes(-30),
            Expires = DateTime.UtcNow.AddMinutes(minutes),
            SigningCredentials = new SigningCredentials(key ?? Key, SecurityAlgorithms.RsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }
}
