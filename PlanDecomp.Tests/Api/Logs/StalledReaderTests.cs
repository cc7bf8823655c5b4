using System.Net;
using System.Net.Sockets;
using System.Text;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Logs;

/// <summary>Someone opens a stream and never reads from the socket.</summary>
public sealed class StalledReaderTests(RedisServer redis) : RelayTest(redis)
{
    private const int Lines = 4_000;

    [Fact]
    public async Task A_reader_that_does_not_read_is_cut_off_and_others_get_every_line()
    {
        var host = await StartHostAsync(options => options.StallLimit = TimeSpan.FromSeconds(1));
        var job = await Worker.RunAsync();
        await job.StoreOnlyAsync([.. Enumerable.Range(0, Lines).Select(n => $"{n} {new string('x', 2_000)}")]);
        using var socket = await OpenAsync(host.Address, StreamOf(job));

        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job));
        Assert.Equal(Lines + 1, (await stream.LinesAsync(Lines + 1)).Count);
        await Eventually.TrueAsync(() => host.Relay.CountByOwner().Values.Sum() == 1, "the one that reads is the only one left");

        // The server has let go of it, and kept no more for it than what fits in between.
        var got = 0;
        var buffer = new byte[64 << 10];
        try
        {
            while (await socket.ReceiveAsync(buffer, Ct) is > 0 and var count) got += count;
        }
        catch (SocketException)
        {
            // Cut off, not ended: that is what it is to learn.
        }

        Assert.InRange(got, 1, 512 << 10);
        await job.WriteAsync("more");
        await job.FinishAsync();
        Assert.Equal("more", (await stream.LinesAsync(1))[0].Message);
    }

    [Fact]
    public async Task A_reader_that_is_slow_and_reads_on_is_not_cut_off()
    {
        var host = await StartHostAsync(options => options.StallLimit = TimeSpan.FromSeconds(2));
        var job = await Worker.RunAsync();
        await job.StoreOnlyAsync([.. Enumerable.Range(0, 300).Select(n => $"{n} {new string('x', 2_000)}")]);
        await job.FinishAsync();
        using var socket = await OpenAsync(host.Address, StreamOf(job));

        // Longer in all than one is let wait for the next piece.
        var text = new StringBuilder();
        var buffer = new byte[32 << 10];
        while (await socket.ReceiveAsync(buffer, Ct) is > 0 and var count)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            await Task.Delay(150, Ct);
        }

        Assert.Contains("id: 302\n", text.ToString(), StringComparison.Ordinal);
    }

    private static async Task<Socket> OpenAsync(Uri address, string path)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8 << 10 };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, Ct);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nX-Test-Owner: {TestJob.Owner}\r\nConnection: close\r\n\r\n"), Ct);
        return socket;
    }
}
