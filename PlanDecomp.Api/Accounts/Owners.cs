using System.Security.Claims;
using PlanDecomp.Jobs.Retention;

namespace PlanDecomp.Api.Accounts;

/// <summary>The account behind a request, as it is stored with plans and jobs.</summary>
public static class Owners
{
    internal const string GuestScheme = "Guest";
    private const string Subject = "sub";
    private const string Issuer = "iss";

    /// <summary><c>guest:{id}</c> or <c>oidc:{issuer}|{sub}</c>; never empty.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not require authorization, so that no one is known.</exception>
    public static string Owner(this ClaimsPrincipal user)
    {
        if (user.Identity is not ClaimsIdentity { IsAuthenticated: true } identity || identity.FindFirst(Subject) is not { Value.Length: > 0 } subject)
        {
            throw new InvalidOperationException("The request has no owner: its endpoint must require authorization.");
        }

        // By the way the account was proven, not by what a token says of itself: no token can speak for a guest.
        return identity.AuthenticationType == GuestScheme
            ? $"{GuestStore.Prefix}{subject.Value}"
            : $"oidc:{identity.FindFirst(Issuer)?.Value}|{subject.Value}";
    }

    internal static ClaimsPrincipal NewGuest() =>
        new(new ClaimsIdentity([new Claim(Subject, Guid.NewGuid().ToString("N"))], GuestScheme, Subject, roleType: null));

    internal static bool HasSubject(ClaimsPrincipal? user) =>
        user?.FindFirst(Subject) is { Value.Length: > 0 } && user.FindFirst(Issuer) is { Value.Length: > 0 };
}
