using Microsoft.Extensions.Options;
using PlanDecomp.Api.Problems;
using PlanDecomp.ServiceDefaults.Operator;

namespace PlanDecomp.Api.Admin;

/// <summary>Lets the operator through: who sends the key, or whose token has the role. Anyone else is answered 403.</summary>
internal sealed class OperatorFilter(IOptions<OperatorOptions> options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (http, rules) = (context.HttpContext, options.Value);

        // A role is believed only of who came with a token: a guest's cookie has no claim but its own.
        var isOperator = rules.IsKey(http.Request.Headers.Authorization)
            || (rules.Role is { } role && http.User is { Identity.IsAuthenticated: true } user && user.HasClaim(rules.RoleClaim, role));
        return isOperator ? await next(context) : Problem.Status(StatusCodes.Status403Forbidden);
    }
}
