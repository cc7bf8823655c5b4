namespace PlanDecomp.Worker.Http;

/// <summary>Where a worker answers probes.</summary>
internal static class WorkerAddress
{
    private const string FreePort = "http://127.0.0.1:0";

    /// <summary>Listens where ASP.NET's own settings say, such as <c>ASPNETCORE_URLS</c>; where none does, on a free port of this host alone.</summary>
    /// <remarks>ASP.NET's default is one port for all: of several workers on a host only the first would start.</remarks>
    public static void ListenWhereTold(this WebApplicationBuilder builder)
    {
        string[] settings = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        var isTold = settings.Any(setting => !string.IsNullOrWhiteSpace(builder.Configuration[setting]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!isTold) builder.WebHost.UseUrls(FreePort);
    }
}
