using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace PlanDecomp.ServiceDefaults.Edge;

/// <summary>Bounds what the kernel keeps for a connection whose other end does not read: by itself it takes megabytes, and who writes learns of nothing.</summary>
internal static class SendBuffers
{
    /// <summary>The kernel counts its own overhead in, and doubles this for it.</summary>
    private const int Bytes = 128 << 10;

    public static void AddBoundedSendBuffers(this IServiceCollection services) => services.Configure<SocketTransportOptions>(sockets =>
        sockets.CreateBoundListenSocket = endpoint =>
        {
            // Connections have the buffers of the socket that they came in by.
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.SendBufferSize = Bytes;
            return socket;
        });
}
