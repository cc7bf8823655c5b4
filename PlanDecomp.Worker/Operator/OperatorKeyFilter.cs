using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PlanDecomp.ServiceDefaults.Operator;

namespace PlanDecomp.Worker.Operator;

/// <summary>Lets through who sends <see cref="OperatorOptions.Key"/>; anyone else is answered 401.</summary>
internal sealed class OperatorKeyFilter(IOptions<OperatorOptions> options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (options.Value.IsKey(context.HttpContext.Request.Headers.Authorization)) return await next(context);
        context.HttpContext.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized);
    }
}
