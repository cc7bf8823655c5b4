using System.Net;

namespace PlanDecomp.Web.Client.Api;

/// <summary>Whether the Api was there when it was last asked. The banner and whoever waits for its return listen.</summary>
public sealed class Connectivity
{
    public bool IsLost { get; private set; }

    public event Action? Changed;

    /// <summary>An answer came. One of a gateway without an Api behind it counts as none.</summary>
    public void Answered(HttpStatusCode status) =>
        Set(status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout);

    public void Lost() => Set(true);

    private void Set(bool lost)
    {
        if (IsLost == lost) return;
        IsLost = lost;
        Changed?.Invoke();
    }
}
