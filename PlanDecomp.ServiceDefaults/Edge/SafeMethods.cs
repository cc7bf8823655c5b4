using Microsoft.AspNetCore.Http;

namespace PlanDecomp.ServiceDefaults.Edge;

public static class SafeMethods
{
    /// <summary>True for a request that asks for nothing to be changed (RFC 9110, section 9.2.1).</summary>
    public static bool IsSafe(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method);
}
