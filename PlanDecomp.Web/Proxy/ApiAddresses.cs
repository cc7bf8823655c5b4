namespace PlanDecomp.Web.Proxy;

/// <summary>The addresses of the Api's instances, as service discovery has them: <c>services:api:http:0</c>, <c>:1</c> and so on.</summary>
internal static class ApiAddresses
{
    private static readonly string[] Schemes = ["https", "http"];

    /// <summary>All of the first scheme that has any: the same instances may be listed under both.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static IReadOnlyList<string> In(IConfiguration configuration)
    {
        var service = configuration.GetSection("services:api");
        foreach (var scheme in Schemes)
        {
            var addresses = service.GetSection(scheme).GetChildren().Select(entry => entry.Value).OfType<string>().Distinct().ToList();
            if (addresses.Count > 0) return addresses;
        }

        throw new InvalidOperationException("The Api has no address: set services:api:http:0.");
    }
}
