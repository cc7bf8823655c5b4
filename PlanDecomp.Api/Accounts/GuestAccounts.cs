using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace PlanDecomp.Api.Accounts;

/// <summary>Gives who comes without credentials, or with a cookie that is not ours, a new guest's account, and serves the request as that guest.</summary>
/// <remarks>Only at endpoints that require authorization: health checks and pages about the API make no accounts.</remarks>
internal sealed class GuestAccounts(RequestDelegate next, IOptions<AuthOptions> options, GuestVisits visits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var isForAccounts = context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null;

        // A bad token is an error to be told, never a reason to serve someone as someone else.
        if (isForAccounts && options.Value.AllowGuests && context.User.Identity?.IsAuthenticated != true && !BearerTokens.IsOn(context.Request))
        {
            var guest = Owners.NewGuest();
            await context.SignInAsync(Owners.GuestScheme, guest, new AuthenticationProperties { IsPersistent = true });
            context.User = guest;
        }

        if (isForAccounts && context.User.Identity is { IsAuthenticated: true, AuthenticationType: Owners.GuestScheme }) visits.Note(context.User.Owner());
        await next(context);
    }
}
