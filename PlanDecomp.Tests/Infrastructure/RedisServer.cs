using System.Diagnostics;
using System.Net.Sockets;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(RedisServer))]

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>A real redis-server of the tests' own on a free port. As assembly fixture it is shared: use an own key prefix.</summary>
/// <remarks>A test that stops or kills Redis starts one for itself.</remarks>
public sealed class RedisServer : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private Process? _process;

    public int Port { get; } = FreePort.Next();

    /// <summary>Of the running process.</summary>
    public int Id => (_process ?? throw new InvalidOperationException("Redis does not run.")).Id;

    public string ConnectionString => $"127.0.0.1:{Port},abortConnect=false,connectTimeout=1000,asyncTimeout=2000,syncTimeout=2000,allowAdmin=true";

    public async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Connects as the services do: a command fails at once while Redis is away.</summary>
    public static ConfigurationOptions ClientOf(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(200);
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(200);
        return options;
    }

    /// <summary>Starts the server, empty, and returns once it answers.</summary>
    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo("redis-server",
            ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning", "--set-proc-title", "no", "--dir", Path.GetTempPath()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("redis-server did not start.");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        await Eventually.TrueAsync(AnswersAsync, "redis-server answers", StartLimit);
    }

    /// <summary>Starts the server unless it runs.</summary>
    public Task StartAgainAsync() => _process is null ? StartAsync() : Task.CompletedTask;

    /// <summary>SIGKILL: everything in Redis is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> AnswersAsync()
    {
        if (_process!.HasExited) throw new InvalidOperationException($"redis-server ended with code {_process.ExitCode}.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[7];
            await client.GetStream().ReadExactlyAsync(answer);
            return answer.AsSpan().SequenceEqual("+PONG\r\n"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
