using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AppHost;

/// <summary>The AppHost as its users have it: a process that is started, stopped and killed.</summary>
[Collection("AppHost")]
public sealed class AppHostProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SIGTERM_ends_everything_with_exit_code_0()
    {
        await using var host = Start();
        var ready = await host.AwaitLineAsync("PlanDecomp is ready: http://");
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"{ready[ready.IndexOf("http", StringComparison.Ordinal)..].TrimEnd('/')}/health", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        host.SendTerminate();
        Assert.Equal(0, await host.AwaitExitAsync());
        await host.AwaitNothingLeftAsync();
    }

    [Fact]
    public async Task SIGTERM_in_mid_start_ends_everything_with_exit_code_0()
    {
        await using var host = Start();
        await Eventually.TrueAsync(() => host.Descendants().Any(IsRedis), "redis is started", TimeSpan.FromMinutes(2));

        host.SendTerminate();
        Assert.Equal(0, await host.AwaitExitAsync());
        await host.AwaitNothingLeftAsync();
    }

    [Fact]
    public async Task A_killed_AppHost_takes_its_processes_along()
    {
        await using var host = Start();
        await host.AwaitLineAsync("PlanDecomp is ready");
        Assert.NotEmpty(host.Descendants());

        host.Kill();
        await host.AwaitNothingLeftAsync();
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var line = await RefusalAsync(Start($"--App:Port={port}"));
        Assert.StartsWith($"Port {port} is in use.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unwritable_data_folder_is_said_in_one_line()
    {
        // Below a file there can be no folder, for root either.
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var data = Path.Combine(file, "data");

        var line = await RefusalAsync(Start($"--App:Data={data}"));
        Assert.StartsWith($"The data folder {data} cannot be written", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_Redis_one_line_says_how_to_get_one()
    {
        var info = Command();
        info.Environment["PATH"] = _folder.Path;
        info.FileName = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : DotnetOnPath();

        var line = await RefusalAsync(RunningProcess.Start(info));
        Assert.StartsWith("There is no Redis", line, StringComparison.Ordinal);
        Assert.Contains("apt-get install redis-server", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--App:Port=70000", "App:Port is '70000'")]
    [InlineData("--App:Api=0", "App:Api is '0'")]
    [InlineData("--Redis:Mode=none", "Redis:Mode is 'none'")]
    [InlineData("--Redis:Mode=external", "Redis:Mode is external, but no server is named")]
    public async Task A_bad_setting_is_said_in_one_line(string setting, string expected)
    {
        var line = await RefusalAsync(Start(setting));
        Assert.StartsWith(expected, line, StringComparison.Ordinal);
    }

    private static bool IsRedis(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm").StartsWith("redis-server", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // gone
        }
    }

    private static async Task<string> RefusalAsync(RunningProcess started)
    {
        await using var host = started;
        Assert.Equal(1, await host.AwaitExitAsync());
        await host.AwaitNothingLeftAsync();
        Assert.DoesNotContain('\n', host.Error);
        return host.Error;
    }

    private static string DotnetOnPath() =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

    private RunningProcess Start(params string[] settings) => RunningProcess.Start(Command(settings));

    private ProcessStartInfo Command(params string[] settings)
    {
        var info = Repository.Command(
            "PlanDecomp.AppHost", ["--App:Port=0", $"--App:Data={Path.Combine(_folder.Path, "data")}", .. settings]);

        // What the launch profile says; the real Aspire asks for it, and its dashboard takes free ports.
        info.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        info.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        info.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://127.0.0.1:0";
        info.Environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = "http://127.0.0.1:0";
        return info;
    }
}
