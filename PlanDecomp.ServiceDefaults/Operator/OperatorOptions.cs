using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace PlanDecomp.ServiceDefaults.Operator;

/// <summary>What lets someone operate the installation over HTTP. Section <c>Operator</c>; with nothing set there are no such routes.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Operator";

    private const string Scheme = "Bearer";

    /// <summary>Whoever sends it as <c>Authorization: Bearer {key}</c> is the operator, to every worker and Api.</summary>
    [MinLength(16, ErrorMessage = "Operator:Key must have at least 16 characters.")]
    public string? Key { get; set; }

    /// <summary>A role that makes the bearer of a token of <c>Auth:Authority</c> the operator, to the Api alone. Null for none.</summary>
    [MinLength(1)]
    public string? Role { get; set; }

    /// <summary>The token's claim that lists roles.</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>True for the key in an <c>Authorization</c> header.</summary>
    public bool IsKey(string? authorization) =>
        Key is { } key
        && AuthenticationHeaderValue.TryParse(authorization, out var sent)
        && Scheme.Equals(sent.Scheme, StringComparison.OrdinalIgnoreCase)

        // Hashes are of one length: how long the comparison takes tells nothing of the key.
        && CryptographicOperations.FixedTimeEquals(Hash(sent.Parameter ?? ""), Hash(key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
