using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace PlanDecomp.Api.Accounts;

/// <summary>Accepts tokens of the configured authority (RFC 6750, RFC 7519).</summary>
internal sealed class BearerTokens(IOptions<AuthOptions> auth) : IConfigureNamedOptions<JwtBearerOptions>
{
    public static bool IsOn(HttpRequest request) =>
        request.Headers[HeaderNames.Authorization].Any(value => value?.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) == true);

    public void Configure(JwtBearerOptions options)
    {
    }

    public void Configure(string? name, JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.Authority = auth.Value.Authority;
        options.Audience = auth.Value.Audience;
        options.RequireHttpsMetadata = auth.Value.RequireHttpsMetadata;
        options.TokenValidationParameters.ValidateAudience = true;
        options.TokenValidationParameters.RequireExpirationTime = true;
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = context =>
            {
                if (auth.Value.Authority is null) context.Fail("This server accepts no tokens.");
                return Task.CompletedTask;
            },
            OnTokenValidated = context =>
            {
                if (!Owners.HasSubject(context.Principal)) context.Fail("The token names no subject.");
                return Task.CompletedTask;
            },
        };
    }
}
