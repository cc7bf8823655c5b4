using System.Text;
using System.Text.Json;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Web.Client.Plans.Transfers;

/// <summary>A document to import, as it is sent: text, or a zip as Base64.</summary>
public static class ImportDocument
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when the bytes are neither text nor a zip.</summary>
    public static string? ContentOf(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("PK"u8)) return Convert.ToBase64String(bytes);
        try
        {
            return bytes switch
            {
                // The marks that editors of Windows put in front.
                [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
                _ => Strict.GetString(bytes),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Bytes of the request's body: what the server's limit counts. Escapes and Base64 make it larger than the document.</summary>
    public static long SizeOf(ImportPlanRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, ContractsJson.Readable.ImportPlanRequest).LongLength;
}
