using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Api;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>The real Api on a port of its own, over a data folder that others may share.</summary>
public sealed class ApiApp : WebApplicationFactory<ApiAssembly>
{
    private readonly string _data;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _services;

    /// <param name="data">The data folder.</param>
    /// <param name="settings">Configuration, by keys such as <c>Auth:AllowGuests</c>.</param>
    /// <param name="services">Changes services after the Api's own set-up.</param>
    public ApiApp(string data, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        _data = data;
        _settings = settings ?? new Dictionary<string, string?>();
        _services = services;
        UseKestrel(0);
    }

    public Uri Address
    {
        get
        {
            StartServer();
            return new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        }
    }

    /// <summary>A person with a cookie jar of their own. Give the same jar to go on as the same person at another instance.</summary>
    public HttpClient NewClient(CookieContainer? jar = null) => new(new SocketsHttpHandler
    {
        CookieContainer = jar ?? new CookieContainer(),
        AllowAutoRedirect = false,
    })
    {
        BaseAddress = Address,
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Storage:Path", _data);
        builder.UseSetting("Logging:LogLevel:Default", "Error");

        // What the person who runs the tests has configured is not these tests'.
        builder.UseSetting("OPENAI_API_KEY", "");
        builder.UseSetting("Llm:ApiKey", "");

        // Nothing listens there: what these tests ask of the Api must work while Redis is away.
        builder.UseSetting("ConnectionStrings:redis", "127.0.0.1:1");
        // Tests are a flood; those of the limits switch them on.
        builder.UseSetting("Limits:Enabled", "false");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        if (_services is not null) builder.ConfigureServices(_services);
    }
}
