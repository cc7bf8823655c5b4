using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.AppHost;

[Collection("AppHost")]
[UnsupportedOSPlatform("windows")]
public sealed class RedisPasswordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Our_Redis_lets_nobody_in_without_a_password_that_no_command_line_shows()
    {
        // As an AppHost leaves it that was killed: no process has a number so high.
        var leftBehind = Directory.CreateTempSubdirectory("plandecomp-redis-99999999-");
        await using var host = RunningProcess.Start(AppHostProcess.Command(_folder.Path, "--Redis:Mode=executable", "--App:Api=1", "--App:Worker=1"));
        await host.AwaitReadyAsync();
        var line = CommandLine(Assert.Single(host.Of("redis-server")));
        var port = int.Parse(line[Array.IndexOf(line, "--port") + 1], CultureInfo.InvariantCulture);

        Assert.False(Directory.Exists(leftBehind.FullName));
        Assert.StartsWith("-NOAUTH", await AskAsync(port, "KEYS *"), StringComparison.Ordinal);

        var configuration = line[1];
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(configuration));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(configuration)!));
        var password = (await File.ReadAllLinesAsync(configuration, TestContext.Current.CancellationToken))
            .Single(text => text.StartsWith("requirepass ", StringComparison.Ordinal))["requirepass ".Length..];
        Assert.True(password.Length >= 32);
        Assert.All(host.Descendants(), id => Assert.DoesNotContain(password, string.Join(' ', CommandLine(id)), StringComparison.Ordinal));
        Assert.DoesNotContain(password, host.Output, StringComparison.Ordinal);

        await using var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},password={password},allowAdmin=true");
        Assert.Equal(("noeviction", true), (
            (string?)(await redis.GetDatabase().ExecuteAsync("CONFIG", "GET", "maxmemory-policy"))[1],
            (long)(await redis.GetDatabase().ExecuteAsync("CONFIG", "GET", "maxmemory"))[1] > 0));
        host.SendTerminate();
        Assert.Equal(0, await host.AwaitExitAsync());
        Assert.False(File.Exists(configuration));
    }

    private static string[] CommandLine(int id)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline")).Split('\0');
        }
        catch (IOException)
        {
            return []; // gone
        }
    }

    private static async Task<string> AskAsync(int port, string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"));
        using var reader = new System.IO.StreamReader(client.GetStream());
        return await reader.ReadLineAsync() ?? "";
    }
}
