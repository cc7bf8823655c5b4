using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Api.Jobs;

/// <summary>The <c>Idempotency-Key</c> of a request (draft-ietf-httpapi-idempotency-key-header) and what it stands for.</summary>
/// <param name="Key">Chosen by the client; with its account it names one job.</param>
/// <param name="Fingerprint">A digest of what is asked for, so that another request under the same key is told from a repeat.</param>
internal sealed record IdempotencyKey(string Key, string Fingerprint)
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <returns>True with null when there is no such header; false when it cannot be a key.</returns>
    public static bool TryRead(HttpRequest request, long planId, long? taskId, DecomposeParams asked, out IdempotencyKey? key)
    {
        var json = JsonSerializer.Serialize(asked, ContractsJson.Default.DecomposeParams);
        return TryRead(request, $"decompose/{planId}/{taskId}/{json}", out key);
    }

    /// <param name="request">The request.</param>
    /// <param name="asked">All that is asked for, in one text.</param>
    /// <param name="key">Null when there is no such header.</param>
    /// <returns>False when the header cannot be a key.</returns>
    public static bool TryRead(HttpRequest request, string asked, out IdempotencyKey? key)
    {
        key = null;
        if (!request.Headers.TryGetValue(Header, out var values)) return true;
        var text = values.ToString().Trim();
        if (text.Length is 0 or > MaxLength || text.Any(c => c is < ' ' or > '~')) return false;

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(asked));
        key = new IdempotencyKey(text, Convert.ToHexStringLower(digest));
        return true;
    }
}
