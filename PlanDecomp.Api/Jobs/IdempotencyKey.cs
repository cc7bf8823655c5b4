using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using PlanDecomp.Api.Problems;

namespace PlanDecomp.Api.Jobs;

/// <summary>The <c>Idempotency-Key</c> of a request (draft-ietf-httpapi-idempotency-key-header) and what it stands for.</summary>
/// <param name="Key">Chosen by the client; within its scope it names one thing for ever.</param>
/// <param name="Fingerprint">A digest of what is asked for, so that another request under the same key is told from a repeat.</param>
internal sealed record IdempotencyKey(string Key, string Fingerprint)
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    public static ValidationProblem Malformed => Problem.Invalid(Header, "must have 1 to 255 printable ASCII characters.");

    public static ProblemHttpResult Reused => TypedResults.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity, title: "The Idempotency-Key was used before with another request.");

    /// <summary>The header's text, which may not be a key; null when there is none.</summary>
    public static string? TextOf(HttpRequest request) => request.Headers.TryGetValue(Header, out var values) ? values.ToString().Trim() : null;

    public static bool IsWellFormed(string text) => text.Length is > 0 and <= MaxLength && text.All(c => c is >= ' ' and <= '~');

    /// <param name="key">A well-formed key.</param>
    /// <param name="asked">All that is asked for, as text.</param>
    public static IdempotencyKey Of(string key, string asked) =>
        new(key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked))));

    /// <summary>Puts the header into a route's description.</summary>
    /// <param name="route">The route.</param>
    /// <param name="meaning">What the key names there.</param>
    public static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string meaning) => route
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = Header,
                In = ParameterLocation.Header,
                Description = meaning,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
}
