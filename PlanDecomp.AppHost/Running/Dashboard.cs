using Microsoft.Extensions.Configuration;

namespace PlanDecomp.AppHost.Running;

/// <summary>Aspire's dashboard, which Aspire adds to the model by itself when the app starts.</summary>
internal static class Dashboard
{
    private const string Name = "aspire-dashboard";
    private static readonly string[] Schemes = ["https", "http"];

    /// <summary>Its address; null when it was left out.</summary>
    public static async ValueTask<string?> AddressAsync(DistributedApplicationModel model, CancellationToken ct) =>
        model.Resources.SingleOrDefault(resource => resource.Name == Name) is IResourceWithEndpoints dashboard
        && Schemes.Select(dashboard.GetEndpoint).FirstOrDefault(endpoint => endpoint.Exists) is { } endpoint
            ? await endpoint.GetValueAsync(ct)
            : null;

    /// <summary>The address with the token that its login asks for.</summary>
    public static async ValueTask<string?> LoginAsync(DistributedApplicationModel model, IConfiguration configuration, CancellationToken ct) =>
        await AddressAsync(model, ct) is { } address
            ? configuration["AppHost:BrowserToken"] is { Length: > 0 } token ? $"{address}/login?t={token}" : address
            : null;
}
