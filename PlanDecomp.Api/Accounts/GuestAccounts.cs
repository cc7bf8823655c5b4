using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Limits;
using PlanDecomp.ServiceDefaults.Edge;

namespace PlanDecomp.Api.Accounts;

/// <summary>Serves who comes without credentials, or with a cookie that is not ours, as a new guest, who owns nothing yet.</summary>
/// <remarks>
/// Only at endpoints that require authorization. The account is kept, by a cookie, from the first request on that may change something: who
/// only reads leaves nothing behind.
/// </remarks>
internal sealed class GuestAccounts(RequestDelegate next, RequestLimits limits, IOptions<AuthOptions> options, GuestVisits visits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var isForAccounts = context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null;

        // A bad token is an error to be told, never a reason to serve someone as someone else.
        var isPassing = false;
        if (isForAccounts && options.Value.AllowGuests && context.User.Identity?.IsAuthenticated != true && !BearerTokens.IsOn(context.Request))
        {
            var guest = Owners.NewGuest();
            isPassing = context.Request.IsSafe();
            if (!isPassing)
            {
                if (!await limits.AdmitGuestAsync(context)) return;
                await context.SignInAsync(Owners.GuestScheme, guest, new AuthenticationProperties { IsPersistent = true });
            }

            context.User = guest;
        }

        if (isForAccounts && !isPassing && context.User.Identity is { IsAuthenticated: true, AuthenticationType: Owners.GuestScheme }) visits.Note(context.User.Owner());
        await next(context);
    }
}
