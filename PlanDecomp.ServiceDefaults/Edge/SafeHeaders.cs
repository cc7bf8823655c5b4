using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace PlanDecomp.ServiceDefaults.Edge;

/// <summary>What browsers are told of every answer. A page says more of itself; all else is nothing that a browser shows or runs.</summary>
public static class SafeHeaders
{
    private const int NonceBytes = 16;
    private const string NoPage = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Headers of a page. Returns the nonce for the scripts that stand in it.</summary>
    /// <param name="response">The page's.</param>
    /// <param name="scripts">Further sources of scripts.</param>
    public static string AddToPage(HttpResponse response, params IEnumerable<string> scripts)
    {
        // A page names files by their content. One that was kept would ask for files of the version before.
        response.Headers.CacheControl = "no-store";

        // Components of the pages carry style attributes and add styles of their own.
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src {string.Join(' ', ["'self'", $"'nonce-{nonce}'", .. scripts])}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
            "font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        return nonce;
    }

    internal static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        // At the start of the answer: an error clears what was set before it.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.Server = default;
            headers.XContentTypeOptions = "nosniff";
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
            headers.TryAdd("Content-Security-Policy", NoPage);
            return Task.CompletedTask;
        });
        return next(context);
    }
}
