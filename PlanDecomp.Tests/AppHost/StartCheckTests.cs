using System.Net;
using System.Net.Sockets;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AppHost;

/// <summary>What is found wrong before anything starts is said in one line, and nothing is started.</summary>
[Collection("AppHost")]
public sealed class StartCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--App:Port", "--port N")]
    [InlineData("--App:DashboardPort", "--dashboard-port N")]
    public async Task A_port_in_use(string setting, string option)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var line = await RefusalAsync($"{setting}={port}", "--App:Dashboard=true");
        Assert.StartsWith($"Port {port} is in use.", line, StringComparison.Ordinal);
        Assert.Contains(option, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unwritable_data_folder()
    {
        // Below a file there can be no folder, for root either.
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var data = Path.Combine(file, "data");

        Assert.StartsWith($"The data folder {data} cannot be written", await RefusalAsync($"--App:Data={data}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_Redis_anywhere()
    {
        var command = AppHostProcess.Command(_folder.Path);
        command.FileName = command.FileName == "dotnet" ? DotnetOnPath() : command.FileName;
        command.Environment["PATH"] = _folder.Path;

        var line = await RefusalAsync(RunningProcess.Start(command));
        Assert.StartsWith("There is no Redis", line, StringComparison.Ordinal);
        Assert.Contains("apt-get install redis-server", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--App:Port=70000", "App:Port is '70000'")]
    [InlineData("--App:Api=0", "App:Api is '0'")]
    [InlineData("--App:Dashboard=perhaps", "App:Dashboard is 'perhaps'")]
    [InlineData("--App:DashboardPort=x", "App:DashboardPort is 'x'")]
    [InlineData("--Redis:Mode=none", "Redis:Mode is 'none'")]
    [InlineData("--Redis:Mode=external", "Redis:Mode is external, but no server is named")]
    public async Task A_bad_setting(string setting, string expected) =>
        Assert.StartsWith(expected, await RefusalAsync(setting), StringComparison.Ordinal);

    private static string DotnetOnPath() =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

    private Task<string> RefusalAsync(params string[] settings) => RefusalAsync(RunningProcess.Start(AppHostProcess.Command(_folder.Path, settings)));

    private static async Task<string> RefusalAsync(RunningProcess started)
    {
        await using var host = started;
        Assert.Equal(1, await host.AwaitExitAsync());
        Assert.Empty(host.Descendants());
        Assert.DoesNotContain('\n', host.Error);
        return host.Error;
    }
}
