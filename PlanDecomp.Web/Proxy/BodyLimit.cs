namespace PlanDecomp.Web.Proxy;

/// <summary>Refuses bodies that the Api would refuse, before they are passed on.</summary>
/// <remarks>The Api answers and closes while the body is still being sent; to the proxy that can look like a broken connection.</remarks>
internal static class BodyLimit
{
    /// <summary>The Api's own limit, in bytes.</summary>
    private const long MaxBody = 256 * 1024;

    /// <summary>The Api's own for imports, when <c>Import:MaxBytes</c> says no other.</summary>
    private const long MaxImport = 8 * 1024 * 1024;

    private static readonly PathString Import = $"{ApiProxy.Prefix}/plans/import";

    public static Task KeepAsync(HttpContext context, RequestDelegate next) => context.Request.ContentLength > LimitOf(context)
        ? TypedResults.Problem(statusCode: StatusCodes.Status413PayloadTooLarge, title: "The body is too large.").ExecuteAsync(context)
        : next(context);

    private static long LimitOf(HttpContext context) => context.Request.Path.Equals(Import, StringComparison.OrdinalIgnoreCase)
        ? context.RequestServices.GetRequiredService<IConfiguration>().GetValue<long?>("Import:MaxBytes") ?? MaxImport
        : MaxBody;
}
