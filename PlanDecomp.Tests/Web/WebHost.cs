using PlanDecomp.Tests.Infrastructure;


namespace PlanDecomp.Tests.Web;

/// <summary>The web host as a process, in front of the given addresses of the Api.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private WebHost(RunningProcess process, Uri address)
    {
        Process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public RunningProcess Process { get; }

    public HttpClient Client { get; }

    public static Task<WebHost> StartAsync(params string[] api) => StartAsync([], api);

    public static async Task<WebHost> StartAsync((string Name, string Value)[] environment, params string[] api)
    {
        var info = Repository.Command("PlanDecomp.Web");
        info.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        for (var n = 0; n < api.Length; n++) info.Environment[$"services__api__http__{n}"] = api[n];
        foreach (var (name, value) in environment) info.Environment[name] = value;
        var process = RunningProcess.Start(info);
        var line = await process.AwaitLineAsync("Now listening on: ");
        return new WebHost(process, new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
    }
}
