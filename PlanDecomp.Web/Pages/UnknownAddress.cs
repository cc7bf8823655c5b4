using System.Net.Mime;
using Microsoft.AspNetCore.Diagnostics;
using PlanDecomp.Web.Proxy;

namespace PlanDecomp.Web.Pages;

/// <summary>Answers somebody who reads pages with a page where there is nothing; its status stays 404.</summary>
internal static class UnknownAddress
{
    private const string Page = "/not-found";

    public static void UseUnknownAddressPage(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute(Page, createScopeForStatusCodePages: true);
        app.Use(LeaveOthersAsync);
    }

    /// <summary>What is missing among the files, or below <c>/api</c>, is answered as it is.</summary>
    private static Task LeaveOthersAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsReader(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        return next(context);
    }

    private static bool IsReader(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.Path.StartsWithSegments(ApiProxy.Prefix)
        && request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase);
}
