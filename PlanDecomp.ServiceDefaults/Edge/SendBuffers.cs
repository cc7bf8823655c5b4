using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace PlanDecomp.ServiceDefaults.Edge;

/// <summary>Bounds what the kernel keeps for a connection whose other end does not read: by itself it takes megabytes, and who writes learns of nothing.</summary>
public static class SendBuffers
{
    /// <summary>The kernel counts its own overhead in, and doubles this for it.</summary>
    private const int Bytes = 128 << 10;

    /// <summary>For the connections that come in by this socket: they have its buffers.</summary>
    public static Socket Bound(Socket listening)
    {
        listening.SendBufferSize = Bytes;
        return listening;
    }

    internal static void AddBoundedSendBuffers(this IServiceCollection services) => services.Configure<SocketTransportOptions>(sockets =>
        sockets.CreateBoundListenSocket = endpoint => Bound(SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint)));
}
