using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace PlanDecomp.Worker.Operator;

/// <summary>Lets through who sends <see cref="OperatorOptions.Key"/>; anyone else is answered 401.</summary>
internal sealed class OperatorKeyFilter(IOptions<OperatorOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (IsKey(context.HttpContext.Request.Headers.Authorization)) return await next(context);
        context.HttpContext.Response.Headers[HeaderNames.WWWAuthenticate] = Scheme;
        return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized);
    }

    private bool IsKey(string? authorization) =>
        options.Value.Key is { } key
        && AuthenticationHeaderValue.TryParse(authorization, out var sent)
        && Scheme.Equals(sent.Scheme, StringComparison.OrdinalIgnoreCase)

        // Hashes are of one length: how long the comparison takes tells nothing of the key.
        && CryptographicOperations.FixedTimeEquals(Hash(sent.Parameter ?? ""), Hash(key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
