using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace PlanDecomp.Api.Accounts;

/// <summary>Every request of an endpoint that requires authorization has an account: a token's subject, or a guest.</summary>
public static class AccountServices
{
    private const string AccountScheme = "Account";
    private const string GuestCookie = "plandecomp_guest";

    /// <summary>As long as browsers keep a cookie (RFC 6265bis, section 5.6.1). Renewed when half of it is over.</summary>
    private static readonly TimeSpan GuestLifetime = TimeSpan.FromDays(400);

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        // It warns at every first start that keys lie unencrypted in the data folder: they do, and docs/operations.md says so.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddDataProtection().SetApplicationName(SharedKeys.ApplicationName);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SharedKeys>();
        services.AddHostedService<FirstKey>();

        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerTokens>();
        services.AddAuthentication(AccountScheme)
            .AddPolicyScheme(AccountScheme, null, scheme =>
            {
                scheme.ForwardDefaultSelector = context =>
                    BearerTokens.IsOn(context.Request) ? JwtBearerDefaults.AuthenticationScheme : Owners.GuestScheme;
                scheme.ForwardChallenge = JwtBearerDefaults.AuthenticationScheme;
                scheme.ForwardForbid = JwtBearerDefaults.AuthenticationScheme;
            })
            .AddCookie(Owners.GuestScheme, guest =>
            {
                // Lax keeps the cookie from the posts of other sites. This host's other ports are of the same site to a browser; those,
                // and forms of whatever origin, are refused before any route (ServiceDefaults/Edge).
                guest.Cookie.SameSite = SameSiteMode.Lax;
                guest.Cookie.HttpOnly = true;
                guest.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                guest.Cookie.Name = GuestCookie;

                // Not the proxy's prefix: the web host reads it too.
                guest.Cookie.Path = "/";
                guest.Cookie.IsEssential = true;
                guest.ExpireTimeSpan = GuestLifetime;
                guest.SlidingExpiration = true;
            })
            .AddJwtBearer();
        services.AddAuthorization();
        services.AddSingleton<GuestVisits>();
        return services;
    }

    public static IApplicationBuilder UseAccounts(this IApplicationBuilder app) =>
        app.UseAuthentication().UseMiddleware<GuestAccounts>().UseAuthorization();
}
