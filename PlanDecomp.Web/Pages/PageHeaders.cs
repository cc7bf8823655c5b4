using System.Buffers.Text;
using System.Security.Cryptography;

namespace PlanDecomp.Web.Pages;

/// <summary>What the host says about its answers besides their content.</summary>
internal static class PageHeaders
{
    private const int NonceBytes = 16;

    /// <summary>Headers of every answer, also of files and of what the Api answers.</summary>
    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.TryAdd("Referrer-Policy", "same-origin");
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Headers of a page. Returns the nonce for its one inline script, the import map.</summary>
    public static string AddToPage(HttpResponse response)
    {
        // A page names files by their content. One that was kept would ask for files of the version before.
        response.Headers.CacheControl = "no-store";

        // wasm-unsafe-eval: compiling WebAssembly, and nothing else. The components of MudBlazor carry style attributes.
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        return nonce;
    }
}
